import type { ExecutorContext, TaskGraph } from '@nx/devkit';
import { cargoClippyTogether } from '../../commands/cargo-together.ts';
import { cratesOf } from '../../project/pyo3-project.ts';
import { membersOf, runGroups, type GroupMember } from '../cargo-groups.ts';
import { runBatch, type BatchTask, type BatchTaskResult } from '../run-batch.ts';
import { lint, lintersOf } from './executor.ts';
import type { LintExecutorOptions } from './options.ts';

async function membersOfTask({
  session,
  options: selection,
}: BatchTask<LintExecutorOptions>): Promise<readonly GroupMember[]> {
  const { project, args } = session;
  if (!lintersOf(session, selection).includes('clippy')) return [];
  const place = await session.cargo('check');
  const { fix = false } = selection;
  return cratesOf(project).map((crate) => ({
    session,
    crate,
    projectRoot: project.root,
    together: (packages) =>
      cargoClippyTogether(
        { ...place, crate, projectRoot: project.root, selection, fix, args },
        packages,
      ),
  }));
}

export default function lintBatch(
  taskGraph: TaskGraph,
  options: Readonly<Record<string, LintExecutorOptions>>,
  _overrides: LintExecutorOptions,
  context: ExecutorContext,
): AsyncGenerator<BatchTaskResult, void, undefined> {
  const schema = new URL('schema.json', import.meta.url);
  return runBatch(
    { taskGraph, options, context, schema },
    {
      together: async (tasks) => runGroups(await membersOf(tasks, membersOfTask)),
      each: ({ session, options: own }) => lint(session, own),
      // cargo lets one build at a time into a target folder.
      limit: 1,
    },
  );
}

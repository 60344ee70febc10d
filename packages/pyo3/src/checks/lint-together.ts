import { cargoClippyTogether } from '../commands/cargo-together.ts';
import type { LintExecutorOptions } from '../executors/lint/options.ts';
import { cratesOf } from '../project/folder/pyo3-project.ts';
import { membersOf, runGroups, type GroupMember } from '../task/batch/cargo-groups.ts';
import type { BatchTask } from '../task/batch/run-batch.ts';
import { lintersOf } from './lint.ts';

/** Checks all crates with one run of clippy for each group that fits together. */
export async function lintTogether(
  tasks: readonly BatchTask<LintExecutorOptions>[],
): Promise<void> {
  return runGroups(await membersOf(tasks, membersOfTask));
}

async function membersOfTask({
  session,
  options: selection,
}: BatchTask<LintExecutorOptions>): Promise<readonly GroupMember[]> {
  const { project, args } = session;
  if (!lintersOf(session, selection).includes('clippy')) return [];
  const cargo = await session.cargo('check');
  const { fix = false } = selection;
  return cratesOf(project).map((crate) => ({
    session,
    crate,
    projectRoot: project.root,
    together: (packages) =>
      cargoClippyTogether(
        { ...cargo, crate, projectRoot: project.root, selection, fix, args },
        packages,
      ),
  }));
}

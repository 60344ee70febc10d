import type { ExecutorContext, TaskGraph } from '@nx/devkit';
import { cargoTestTogether } from '../../commands/cargo-together.ts';
import { membersOf, runGroups, type GroupMember } from '../cargo-groups.ts';
import { runBatch, type BatchTask, type BatchTaskResult } from '../run-batch.ts';
import { requireCrates } from '../task-project.ts';
import { tasksAtOnce } from '../tasks-at-once.ts';
import { testCrates } from './executor.ts';
import type { CargoTestExecutorOptions } from './options.ts';

async function membersOfTask({
  session,
  options: selection,
}: BatchTask<CargoTestExecutorOptions>): Promise<readonly GroupMember[]> {
  const { project, args } = session;
  const crates = requireCrates(session);
  const place = await session.cargo('test');
  return crates.map((crate) => ({
    session,
    crate,
    projectRoot: project.root,
    together: (packages) =>
      cargoTestTogether({ ...place, crate, projectRoot: project.root, selection, args }, packages),
  }));
}

export default function cargoTestBatch(
  taskGraph: TaskGraph,
  options: Readonly<Record<string, CargoTestExecutorOptions>>,
  _overrides: CargoTestExecutorOptions,
  context: ExecutorContext,
): AsyncGenerator<BatchTaskResult, void, undefined> {
  const schema = new URL('schema.json', import.meta.url);
  return runBatch(
    { taskGraph, options, context, schema },
    {
      together: async (tasks) => runGroups(await membersOf(tasks, membersOfTask)),
      each: ({ session, options: own }) => testCrates(session, own),
      limit: tasksAtOnce(context),
    },
  );
}

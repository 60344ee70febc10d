import type { ExecutorContext } from '@nx/devkit';
import { cargoTest } from '../../commands/cargo-test.ts';
import { runTask, type TaskResult } from '../run-task.ts';
import { requireCrates } from '../task-project.ts';
import type { TaskSession } from '../task-session.ts';
import type { CargoTestExecutorOptions } from './options.ts';

/** Runs the tests of every crate of the project, also after one has failed. */
export async function testCrates(
  session: TaskSession,
  selection: CargoTestExecutorOptions,
): Promise<boolean> {
  const { project, args } = session;
  const crates = requireCrates(session);
  const place = await session.cargo('test');
  let success = true;
  for (const crate of crates) {
    const run = { ...place, crate, projectRoot: project.root, selection, args };
    success = (await session.run(cargoTest(run))) && success;
  }
  return success;
}

export default function cargoTestExecutor(
  options: CargoTestExecutorOptions,
  context: ExecutorContext,
): Promise<TaskResult> {
  const schema = new URL('schema.json', import.meta.url);
  return runTask({ options, context, schema }, (session) => testCrates(session, options));
}

import type { ExecutorContext } from '@nx/devkit';
import { runTask, type TaskResult } from '../../task/session/run-task.ts';
import type { CargoTestExecutorOptions } from './options.ts';
import { testCrates } from '../../checks/cargo-test.ts';

export default function cargoTestExecutor(
  options: CargoTestExecutorOptions,
  context: ExecutorContext,
): Promise<TaskResult> {
  const schema = new URL('schema.json', import.meta.url);
  return runTask({ options, context, schema }, (session) => testCrates(session, options));
}

import type { ExecutorContext } from '@nx/devkit';
import { runProgram } from '../../crates/run-program.ts';
import { runTask, type TaskResult } from '../../task/session/run-task.ts';
import type { CargoRunExecutorOptions } from './options.ts';

export default function cargoRunExecutor(
  options: CargoRunExecutorOptions,
  context: ExecutorContext,
): Promise<TaskResult> {
  const schema = new URL('schema.json', import.meta.url);
  return runTask({ options, context, schema }, (session) => runProgram(session, options));
}

import type { ExecutorContext } from '@nx/devkit';
import { runTask, type TaskResult } from '../../task/session/run-task.ts';
import { checkWheels } from '../../wheels/check-wheels.ts';
import type { WheelsCheckExecutorOptions } from './options.ts';

export default function wheelsCheckExecutor(
  options: WheelsCheckExecutorOptions,
  context: ExecutorContext,
): Promise<TaskResult> {
  const schema = new URL('schema.json', import.meta.url);
  return runTask({ options, context, schema }, (session) => checkWheels(session, options));
}

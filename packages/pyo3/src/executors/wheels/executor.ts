import type { ExecutorContext } from '@nx/devkit';
import { runTask, type TaskResult } from '../../task/session/run-task.ts';
import { listWheels } from '../../wheels/list-wheels.ts';
import type { WheelsExecutorOptions } from './options.ts';

export default function wheelsExecutor(
  options: WheelsExecutorOptions,
  context: ExecutorContext,
): Promise<TaskResult> {
  const schema = new URL('schema.json', import.meta.url);
  return runTask({ options, context, schema }, (session) => listWheels(session, options));
}

import type { ExecutorContext } from '@nx/devkit';
import { runTask, type TaskResult } from '../../task/session/run-task.ts';
import { buildMatrixWheel } from '../../wheels/matrix-wheel.ts';
import type { WheelExecutorOptions } from './options.ts';

export default function wheelExecutor(
  options: WheelExecutorOptions,
  context: ExecutorContext,
): Promise<TaskResult> {
  const schema = new URL('schema.json', import.meta.url);
  return runTask({ options, context, schema }, (session) => buildMatrixWheel(session, options));
}

import type { ExecutorContext } from '@nx/devkit';
import { runTask, type TaskResult } from '../../task/session/run-task.ts';
import type { BuildExecutorOptions } from './options.ts';
import { buildWheel } from '../../wheels/build-wheel.ts';

export default function buildExecutor(
  options: BuildExecutorOptions,
  context: ExecutorContext,
): Promise<TaskResult> {
  const schema = new URL('schema.json', import.meta.url);
  return runTask({ options, context, schema }, (session) => buildWheel(session, options));
}

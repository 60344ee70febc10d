import type { ExecutorContext } from '@nx/devkit';
import { packSources } from '../../wheels/pack-sources.ts';
import { runTask, type TaskResult } from '../../task/session/run-task.ts';
import type { SdistExecutorOptions } from './options.ts';

export default function sdistExecutor(
  options: SdistExecutorOptions,
  context: ExecutorContext,
): Promise<TaskResult> {
  const schema = new URL('schema.json', import.meta.url);
  return runTask({ options, context, schema }, (session) => packSources(session, options));
}

import type { ExecutorContext } from '@nx/devkit';
import { develop } from '../../develop/develop.ts';
import { runTask, type TaskResult } from '../../task/session/run-task.ts';
import type { DevelopExecutorOptions } from './options.ts';

export default function developExecutor(
  options: DevelopExecutorOptions,
  context: ExecutorContext,
): Promise<TaskResult> {
  const schema = new URL('schema.json', import.meta.url);
  return runTask({ options, context, schema }, (session) => develop(session, options));
}

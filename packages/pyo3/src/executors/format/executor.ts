import type { ExecutorContext } from '@nx/devkit';
import { format } from '../../checks/format.ts';
import { runTask, type TaskResult } from '../../task/session/run-task.ts';
import type { FormatExecutorOptions } from './options.ts';

export default function formatExecutor(
  options: FormatExecutorOptions,
  context: ExecutorContext,
): Promise<TaskResult> {
  const schema = new URL('schema.json', import.meta.url);
  return runTask({ options, context, schema }, (session) => format(session, options));
}

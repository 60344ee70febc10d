import type { ExecutorContext } from '@nx/devkit';
import { runTask, type TaskResult } from '../../task/session/run-task.ts';
import type { LintExecutorOptions } from './options.ts';
import { lint } from '../../checks/lint.ts';

export default function lintExecutor(
  options: LintExecutorOptions,
  context: ExecutorContext,
): Promise<TaskResult> {
  const schema = new URL('schema.json', import.meta.url);
  return runTask({ options, context, schema }, (session) => lint(session, options));
}

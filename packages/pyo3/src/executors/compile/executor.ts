import type { ExecutorContext } from '@nx/devkit';
import { runTask, type TaskResult } from '../../task/session/run-task.ts';
import { compile } from '../../compile/compile.ts';
import type { CompileExecutorOptions } from './options.ts';

export default function compileExecutor(
  options: CompileExecutorOptions,
  context: ExecutorContext,
): Promise<TaskResult> {
  const schema = new URL('schema.json', import.meta.url);
  return runTask({ options, context, schema }, (session) => compile(session, options));
}

import type { ExecutorContext } from '@nx/devkit';
import { typecheck } from '../../checks/typecheck.ts';
import { runTask, type TaskResult } from '../../task/session/run-task.ts';
import type { TypecheckExecutorOptions } from './options.ts';

export default function typecheckExecutor(
  options: TypecheckExecutorOptions,
  context: ExecutorContext,
): Promise<TaskResult> {
  const schema = new URL('schema.json', import.meta.url);
  return runTask({ options, context, schema }, (session) => typecheck(session, options));
}

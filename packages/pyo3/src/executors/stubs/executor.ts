import type { ExecutorContext } from '@nx/devkit';
import { runTask, type TaskResult } from '../../task/session/run-task.ts';
import type { StubsExecutorOptions } from './options.ts';
import { stubs } from '../../stubs/stubs.ts';

export default function stubsExecutor(
  options: StubsExecutorOptions,
  context: ExecutorContext,
): Promise<TaskResult> {
  const schema = new URL('schema.json', import.meta.url);
  return runTask({ options, context, schema }, (session) => stubs(session, options));
}

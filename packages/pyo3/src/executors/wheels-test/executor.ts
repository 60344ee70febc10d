import type { ExecutorContext } from '@nx/devkit';
import { runTask, type TaskResult } from '../../task/session/run-task.ts';
import { listTests } from '../../wheels/list-tests.ts';
import type { WheelsTestExecutorOptions } from './options.ts';

export default function wheelsTestExecutor(
  options: WheelsTestExecutorOptions,
  context: ExecutorContext,
): Promise<TaskResult> {
  const schema = new URL('schema.json', import.meta.url);
  return runTask({ options, context, schema }, (session) => listTests(session, options));
}

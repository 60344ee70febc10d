import type { ExecutorContext } from '@nx/devkit';
import { testPython } from '../../checks/pytest.ts';
import { runTask, type TaskResult } from '../../task/session/run-task.ts';
import type { PytestExecutorOptions } from './options.ts';

export default function pytestExecutor(
  options: PytestExecutorOptions,
  context: ExecutorContext,
): Promise<TaskResult> {
  const schema = new URL('schema.json', import.meta.url);
  return runTask({ options, context, schema }, (session) => testPython(session, options));
}

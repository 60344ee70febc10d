import type { ExecutorContext } from '@nx/devkit';
import { NO_TESTS_COLLECTED, pytest } from '../../commands/pytest.ts';
import { runTask, type TaskResult } from '../../task/session/run-task.ts';
import type { TaskSession } from '../../task/session/task-session.ts';
import type { PytestExecutorOptions } from './options.ts';

/** Runs pytest with the environment's own interpreter, never one that lies on the PATH. */
export async function testPython(
  session: TaskSession,
  { paths = [] }: PytestExecutorOptions,
): Promise<boolean> {
  const place = await session.tool('pytest');
  const command = pytest({ ...place, paths, args: session.args });
  const { exitCode } = await session.execute(command);
  if (exitCode === NO_TESTS_COLLECTED) {
    session.warn(
      `pytest found no tests in ${paths.length > 0 ? paths.join(', ') : session.project.root}.`,
      'Name files test_*.py and functions test_*, or check what follows -k and -m.',
    );
  }
  return exitCode === 0;
}

export default function pytestExecutor(
  options: PytestExecutorOptions,
  context: ExecutorContext,
): Promise<TaskResult> {
  const schema = new URL('schema.json', import.meta.url);
  return runTask({ options, context, schema }, (session) => testPython(session, options));
}

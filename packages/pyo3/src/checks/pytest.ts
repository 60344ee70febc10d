import { NO_TESTS_COLLECTED, pytest } from '../commands/pytest.ts';
import type { PytestExecutorOptions } from '../executors/pytest/options.ts';
import type { TaskSession } from '../task/session/task-session.ts';

/** Runs pytest with the environment's own interpreter, never one that lies on the PATH. */
export async function testPython(
  session: TaskSession,
  { paths = [] }: PytestExecutorOptions,
): Promise<boolean> {
  const tool = await session.tool('pytest');
  const command = pytest({ ...tool, paths, args: session.args });
  const { exitCode } = await session.run(command, { show: 'live' });
  if (exitCode === NO_TESTS_COLLECTED) {
    session.warn(
      `pytest found no tests in ${paths.length > 0 ? paths.join(', ') : session.project.root}.`,
      'Name files test_*.py and functions test_*, or check what follows -k and -m.',
    );
  }
  return exitCode === 0;
}

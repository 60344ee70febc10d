import { NO_TESTS_COLLECTED, pytest } from '../commands/pytest.ts';
import type { PytestExecutorOptions } from '../executors/pytest/options.ts';
import type { Command } from '../process/command.ts';
import { runObserved } from '../task/session/observed-run.ts';
import type { TaskSession } from '../task/session/task-session.ts';

/** Runs pytest with the environment's own interpreter, never one that lies on the PATH. */
export async function testPython(
  session: TaskSession,
  { paths = [], strict }: PytestExecutorOptions,
): Promise<boolean> {
  const tool = await session.tool('pytest');
  const command = pytest({ ...tool, paths, args: session.args });
  let isEmpty = false;
  const run = async (observed: Command) => {
    const { exitCode } = await session.run(observed, { show: 'live' });
    isEmpty = exitCode === NO_TESTS_COLLECTED;
    return exitCode === 0;
  };
  const succeeded = await runObserved(session, { command, run, strict });
  if (isEmpty) {
    session.warn(
      `pytest found no tests in ${paths.length > 0 ? paths.join(', ') : session.project.root}.`,
      'Name files test_*.py and functions test_*, or check what follows -k and -m.',
    );
  }
  return succeeded;
}

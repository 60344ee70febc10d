import { join, posix } from 'node:path';
import { optionWithValue } from '../commands/argument.ts';
import { NO_TESTS_COLLECTED, pytest } from '../commands/pytest.ts';
import type { PytestExecutorOptions } from '../executors/pytest/options.ts';
import { whereRequired } from '../install/where-required.ts';
import type { Command } from '../process/command.ts';
import { moduleConflict } from '../task/session/module-conflict.ts';
import { runObserved } from '../task/session/observed-run.ts';
import type { TaskSession } from '../task/session/task-session.ts';
import { foldersOfPytest } from './pytest-path.ts';
import { emptyReportFolder, type ReportOptions } from './reports.ts';

/**
 * Runs pytest with the environment's own interpreter, never one from the PATH.
 *
 * @throws Pyo3Error `module-shadowed`; `input-undeclared`, when strict.
 */
export async function testPython(
  session: TaskSession,
  { paths = [], strict, ...reporting }: PytestExecutorOptions,
): Promise<boolean> {
  const tool = await session.tool('pytest');
  const before = foldersOfPytest(session, tool.env['PYTHONPATH']);
  const conflict = await moduleConflict(session, before);
  if (conflict !== undefined) throw conflict;
  const args = [...ignoreArgs(session, paths), ...session.args];
  const folder = emptyReportFolder(session, 'pytest', reporting);
  const reports = folder === undefined ? {} : reportsIn(folder, reporting);
  const command = pytest({ ...tool, paths, args, reports });
  let isEmpty = false;
  let output = '';
  const run = async (observed: Command) => {
    const { exitCode, stdout, stderr } = await session.run(observed, { show: 'live' });
    output = `${stdout}\n${stderr}`;
    isEmpty = exitCode === NO_TESTS_COLLECTED;
    return exitCode === 0;
  };
  const succeeded = await runObserved(session, { command, run, strict });
  if (isEmpty) {
    session.warn(
      `pytest found no tests in ${paths.length > 0 ? paths.join(', ') : session.project.root}.`,
      'Name files test_*.py and functions test_*, or check the arguments -k and -m.',
      'tests-missing',
    );
  } else if (!succeeded) {
    const missing = whereRequired(output, session.project.root, session.reader);
    if (missing !== undefined) session.warn(missing.message, missing.hint, 'module-missing');
    else if (/unrecognized arguments:.* --cov/.test(output)) {
      session.warn(
        `\`coverage\` of ${session.task} needs pytest-cov, and it is not installed.`,
        'Add it to the group dev of the root pyproject.toml, for example with `uv add --dev pytest-cov`.',
        'module-missing',
      );
    }
  }
  return succeeded;
}

/** In absolute paths: a conftest.py can change the working directory. */
function reportsIn(folder: string, { coverage = false, junit = false }: ReportOptions) {
  return {
    ...(coverage ? { coverage: join(folder, 'coverage.xml') } : {}),
    // Where pytest-cov counts, beside what it reports; else a file beside the sources.
    ...(coverage ? { coverageData: join(folder, '.coverage') } : {}),
    ...(junit ? { junit: join(folder, 'junit.xml') } : {}),
  };
}

/**
 * Leaves out projects inside this one that have a pytest target of their own: their requirements may
 * not be installed, and their files are in no key of this task. Not where somebody names them.
 */
function ignoreArgs(
  { project, testedInside, args }: TaskSession,
  paths: readonly string[],
): readonly string[] {
  const named = [
    ...project.testPaths.map((path) => posix.relative(project.root, path)),
    ...paths,
    ...args,
  ].map((path) => path.replace(/^\.\//, ''));
  return testedInside
    .filter((folder) => !named.some((path) => path === folder || path.startsWith(`${folder}/`)))
    .flatMap((folder) => optionWithValue('--ignore', folder));
}

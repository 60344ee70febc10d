import { existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { absolutePath } from '../files/paths.ts';
import { pathArguments } from '../commands/argument.ts';
import { NO_TESTS_COLLECTED } from '../commands/pytest.ts';
import { Pyo3Error } from '../diagnostics/pyo3-error.ts';
import { inWordsOfRepository } from '../diagnostics/render.ts';
import { withoutSecrets } from '../environment/secret-variables.ts';
import { wheelTests, type PlatformTests } from '../environment/wheel-tests.ts';
import type { WheelTestExecutorOptions } from '../executors/wheel-test/options.ts';
import { platformTestsHere } from '../fingerprint/wheel-tests-fact.ts';
import { askIn } from '../process/ask.ts';
import { childPath } from '../project/folder/workspace-path.ts';
import type { WheelAtom } from '../project/matrix/wheel-matrix.ts';
import { showPython } from '../python/wheel-python.ts';
import { requireInstallable } from '../task/session/task-project.ts';
import type { TaskSession } from '../task/session/task-session.ts';
import { artifactsOf } from './artifacts.ts';
import { copyTests } from './copied-tests.ts';
import {
  emptyEnvironment,
  type EmptyEnvironment,
  type EnvironmentRequest,
} from './empty-environment.ts';
import {
  originPrefix,
  packageScript,
  parsePackageReport,
  pytestScript,
  WRONG_ORIGIN,
  type PackageQuestion,
  type PackageReport,
} from './installed-package.ts';
import { requireAtom, wheelMeansHere } from './matrix-wheel.ts';
import { testRequirements } from './test-requirements.ts';
import { typedFiles } from './typed-files.ts';

/**
 * Tests one wheel of the project's matrix on every interpreter of this machine that it claims, or says
 * why this machine cannot: then the task succeeds unless the wheel is required.
 *
 * @throws Pyo3Error `option-invalid` for a tag that is none, `wheel-missing` where it is required,
 * `wheel-invalid` where what it installs is wrong.
 */
export async function testMatrixWheel(
  session: TaskSession,
  options: WheelTestExecutorOptions,
): Promise<boolean> {
  const { distribution } = requireInstallable(session);
  const atom = requireAtom(session.task, options.tag);
  const wheel = builtWheel(session, atom);
  if (wheel === undefined) return notTested(session, atom, unbuilt(session, atom), options);
  const tests = wheelTestsHere(session, atom, distribution.requiresPython);
  if (tests.how === 'none') return notTested(session, atom, tests, options);
  const emulator = tests.how === 'emulated' ? { emulator: tests.emulator } : {};
  for (const python of tests.pythons) {
    const isTested = await testInstalled(session, { python, wheel, ...emulator }, options);
    if (!isTested) return false;
  }
  return true;
}

/** On which interpreters of this machine a wheel is tested; the cache key holds them for its platform. */
export function wheelTestsHere(
  { workspaceRoot }: Pick<TaskSession, 'workspaceRoot'>,
  atom: WheelAtom,
  requiresPython: string | undefined,
): PlatformTests {
  const env = withoutSecrets(process.env);
  const ask = askIn(workspaceRoot, env);
  return wheelTests(
    atom,
    platformTestsHere(atom.platform, workspaceRoot, env, ask),
    requiresPython,
  );
}

/** Absolute path of the wheel that the task before this one has built. */
export function builtWheel(session: TaskSession, { name }: WheelAtom): string | undefined {
  const { distribution } = requireInstallable(session);
  const folder = absolutePath(session.workspaceRoot, wheelFolder(session, name));
  const [file] = existsSync(folder)
    ? artifactsOf(distribution.normalizedName, 'wheel', readdirSync(folder))
    : [];
  return file === undefined ? undefined : join(folder, file);
}

function wheelFolder({ project }: TaskSession, name: string): string {
  return childPath(project.root, 'dist', 'wheels', name);
}

interface Reason {
  /** Absent where there is no wheel. */
  readonly lacks?: 'machine' | 'interpreter';
  readonly reason: string;
  readonly cure: string;
}

/** Why there is nothing to test. */
export function unbuilt(session: TaskSession, atom: WheelAtom): Reason {
  const means = wheelMeansHere(session, atom);
  const reason = `There is no wheel in ${wheelFolder(session, atom.name)}.`;
  return means.how === 'none'
    ? { reason: `${reason} ${means.reason}`, cure: means.cure }
    : { reason, cure: `Build it with \`nx run ${session.project.name}:wheels--${atom.name}\`.` };
}

function notTested(
  session: TaskSession,
  { name }: WheelAtom,
  { lacks, reason, cure }: Reason,
  { require }: WheelTestExecutorOptions,
): boolean {
  // A job can be asked to build all wheels of its platform, and not to be several machines: what is
  // for musl is built where nothing of musl runs.
  const isAsked = process.env['NX_PYO3_WHEELS'] === 'require' && lacks !== 'machine';
  if (require ?? isAsked) {
    throw new Pyo3Error({
      code: 'wheel-missing',
      message: `This machine cannot test the wheel ${name} of ${session.project.name}. ${reason}`,
      hint: cure,
    });
  }
  session.say(
    inWordsOfRepository(`skipped ${name}: this machine cannot test it. ${reason} ${cure}`),
  );
  return true;
}

/** Installs a wheel into an empty environment, looks at what it has installed, and runs the tests. */
export async function testInstalled(
  session: TaskSession,
  { python, wheel, emulator }: Pick<EnvironmentRequest, 'python' | 'wheel' | 'emulator'>,
  { files = [], tag }: WheelTestExecutorOptions,
): Promise<boolean> {
  const { distribution } = requireInstallable(session);
  // Without links, since Python resolves those of its folders.
  const folder = realpathSync.native(mkdtempSync(join(tmpdir(), 'nx-pyo3-test-')));
  try {
    const environment = await emptyEnvironment(session, {
      ...{ python, wheel, folder, requirements: testRequirements(session, tag) },
      ...(emulator === undefined ? {} : { emulator }),
    });
    if (environment === undefined) return false;
    const report = await lookAtPackage(session, environment, {
      folder,
      name: distribution.normalizedName,
      file: posix.basename(wheel.replaceAll('\\', '/')),
    });
    const { cwd, paths } = copyTests(session, join(folder, 'tests'), files, {
      installed: report.files,
      folders: report.folders,
    });
    const on = `${showPython(python.python)}${emulator === undefined ? '' : ' in qemu'}`;
    if (paths.length === 0) {
      session.say(`${tag} on ${on}: it can be imported, and the project has no tests`);
      return true;
    }
    session.say(`${tag} on ${on}:`);
    return await runTests(session, environment, report, cwd, paths);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function lookAtPackage(
  session: TaskSession,
  { python, isolated, folders }: EmptyEnvironment,
  { folder, name, file }: { readonly folder: string; readonly name: string; readonly file: string },
): Promise<PackageReport> {
  // Nothing that could be imported is here.
  const cwd = join(folder, 'nothing');
  mkdirSync(cwd);
  const question: PackageQuestion = { name, folders, typed: typedFiles(session) };
  const command = python([isolated, '-c', packageScript, JSON.stringify(question)], cwd);
  const { stdout, stderr } = await session.run(command, { show: 'never', isData: true });
  const report = parsePackageReport(stdout);
  const problems = report?.problems ?? [`Python could not look at it: ${stderr.trim()}`];
  if (report !== undefined && problems.length === 0) return report;
  throw new Pyo3Error({
    code: 'wheel-invalid',
    message: problems.map((problem) => `${file}: ${problem}.`).join('\n'),
    hint: 'Correct what is wrong, and build again: an index never lets you replace a file.',
  });
}

async function runTests(
  session: TaskSession,
  { python }: EmptyEnvironment,
  { modules, folders }: PackageReport,
  cwd: string,
  paths: readonly string[],
): Promise<boolean> {
  const args = ['-p', 'no:cacheprovider', ...session.args, ...pathArguments(paths)];
  const command = python(['-c', pytestScript, JSON.stringify({ modules, folders }), ...args], cwd);
  const { exitCode, stderr } = await session.run(command, { show: 'live' });
  if (exitCode === WRONG_ORIGIN) throw wrongOrigin(session, stderr);
  if (exitCode === NO_TESTS_COLLECTED) {
    session.warn(
      `pytest found no tests in the copy of ${session.project.root}.`,
      'Name files test_*.py and functions test_*, or check the arguments -k and -m.',
      'tests-missing',
    );
  }
  return exitCode === 0;
}

function wrongOrigin({ task }: TaskSession, stderr: string): Pyo3Error {
  const lines = stderr.split(/\r?\n/).filter((line) => line.startsWith(originPrefix));
  const [name = '', ...path] = (lines.at(-1) ?? '').slice(originPrefix.length).split(' ');
  return new Pyo3Error({
    code: 'wheel-invalid',
    message: `The tests of ${task} imported ${name} from ${path.join(' ')}, not from the wheel.`,
    hint: 'Look for what changes `sys.path`: a conftest.py, or `pythonpath` in the settings of pytest.',
  });
}

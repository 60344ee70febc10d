import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { Pyo3Error, isPyo3Error } from '../diagnostics/pyo3-error.ts';
import type { WheelChecker } from '../environment/tools.ts';
import type { WheelsCheckExecutorOptions } from '../executors/wheels-check/options.ts';
import { toolCommand, type ToolRun } from '../commands/tool-command.ts';
import { variable } from '../process/find-program.ts';
import { parsePlatform } from '../python/wheel-platform.ts';
import { compareReleases } from '../python/version.ts';
import { requireInstallable } from '../task/session/task-project.ts';
import type { TaskSession } from '../task/session/task-session.ts';
import { artifactsOf, wheelTag } from './artifacts.ts';
import { rebuildProblems } from './rebuild-wheels.ts';
import {
  contentsScript,
  neededGlibc,
  parseContentsReport,
  type ArtifactProblem,
} from './wheel-contents.ts';

/** A built wheel or sdist. */
export interface BuiltArtifact {
  /** Absolute. */
  readonly path: string;
  readonly file: string;
}

/**
 * Checks the wheels and the sdist of a project, as they are in its dist folder.
 *
 * @throws Pyo3Error `wheel-invalid` with all that is wrong, `wheel-missing` where there is nothing.
 */
export async function checkWheels(
  session: TaskSession,
  { rebuild = false }: WheelsCheckExecutorOptions,
): Promise<boolean> {
  const artifacts = builtArtifacts(session);
  const wheels = artifacts.filter(({ file }) => file.endsWith('.whl'));
  if (artifacts.length === 0) throw nothingBuilt(session);
  const problems = [
    ...(await contentProblems(session, artifacts)),
    ...(await checkedBy(session, 'twine', artifacts, ['check', '--strict'])),
    ...(await checkedBy(session, 'check-wheel-contents', wheels, [])),
    ...(await auditProblems(session, wheels)),
    ...(await checkedBy(session, 'abi3audit', wheels.filter(isStable), ['--strict'])),
    ...(rebuild ? await rebuildProblems(session, wheels) : []),
  ];
  if (problems.length === 0) {
    session.say(`${String(artifacts.length)} files were checked: ${session.project.root}/dist`);
    return true;
  }
  throw new Pyo3Error({
    code: 'wheel-invalid',
    message: problems.map(({ file, problem }) => `${file}: ${problem}.`).join('\n'),
    hint: 'Correct what is wrong, and build again: an index never lets you replace a file.',
  });
}

/** The wheels of the matrix and the sdist of the project, of whatever version. */
function builtArtifacts(session: TaskSession): readonly BuiltArtifact[] {
  const { distribution } = requireInstallable(session);
  const dist = join(session.workspaceRoot, session.project.root, 'dist');
  const wheels = join(dist, 'wheels');
  const folders = namesIn(wheels).map((name) => join(wheels, name));
  const found = (folder: string, kind: 'wheel' | 'sdist') =>
    artifactsOf(distribution.normalizedName, kind, namesIn(folder)).map((file) => ({
      path: join(folder, file),
      file,
    }));
  return [...folders.flatMap((folder) => found(folder, 'wheel')), ...found(dist, 'sdist')];
}

function namesIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}

function nothingBuilt({ project }: TaskSession): Pyo3Error {
  return new Pyo3Error({
    code: 'wheel-missing',
    message: `${project.name} has neither a wheel nor an sdist in ${project.root}/dist.`,
    hint: `Run \`nx wheels ${project.name}\`, which says which wheels this machine can build.`,
  });
}

async function contentProblems(
  session: TaskSession,
  artifacts: readonly BuiltArtifact[],
): Promise<readonly ArtifactProblem[]> {
  const { tool, cwd, env } = await session.tool('pytest');
  const forbidden = JSON.stringify(pathsOfMachine(session, env));
  const args = ['-I', '-c', contentsScript, forbidden, ...artifacts.map(({ path }) => path)];
  const command = { program: tool.program, args, cwd, env };
  const { exitCode, stdout, stderr } = await session.run(command, { show: 'never', isData: true });
  if (exitCode !== 0) {
    return [
      { file: session.project.name, problem: `Python could not look into it: ${stderr.trim()}` },
    ];
  }
  const { problems, hasPackaging } = parseContentsReport(stdout);
  if (!hasPackaging) {
    notRun(session, 'packaging', 'the environment does not have it', 'versions and requirements');
  }
  return problems;
}

/** Longer ones first: the home folder is the beginning of most others. */
function pathsOfMachine(session: TaskSession, env: Readonly<Record<string, string>>): string[] {
  const home = homedir();
  const cargo = variable(env, 'CARGO_HOME') ?? join(home, '.cargo');
  const paths = [session.workspaceRoot, cargo, home].filter((path) => path.length > 1);
  // A home folder such as /root is too short a word to be sure of; with what follows it is a path.
  return [...new Set(paths)].map((path) => `${path}/`);
}

/** A checker's own verdict, in its own words. */
async function checkedBy(
  session: TaskSession,
  name: WheelChecker,
  artifacts: readonly BuiltArtifact[],
  args: readonly string[],
): Promise<readonly ArtifactProblem[]> {
  if (artifacts.length === 0) return [];
  const checker = await checkerRun(session, name);
  if (checker === undefined) return [];
  const command = toolCommand(checker, [...args, ...artifacts.map(({ path }) => path)]);
  const { exitCode, stdout, stderr } = await session.run(command, { show: 'on failure' });
  if (exitCode === 0) return [];
  const [first = ''] = `${stdout}${stderr}`.trim().split('\n').slice(-1);
  return [{ file: session.project.name, problem: `${name} refuses it: ${first}` }];
}

/** auditwheel says which glibc the libraries need: not more than the tag promises. */
async function auditProblems(
  session: TaskSession,
  wheels: readonly BuiltArtifact[],
): Promise<readonly ArtifactProblem[]> {
  const linux = wheels.filter(({ file }) => file.includes('manylinux'));
  if (linux.length === 0) return [];
  const name = 'auditwheel';
  if (process.platform !== 'linux') {
    notRun(session, name, 'it runs on Linux only', 'libraries of manylinux wheels');
    return [];
  }
  const checker = await checkerRun(session, name);
  if (checker === undefined) return [];
  const problems: ArtifactProblem[] = [];
  for (const { path, file } of linux) {
    const command = toolCommand(checker, ['show', path]);
    const { exitCode, stdout } = await session.run(command, { show: 'on failure' });
    const needed = neededGlibc(stdout);
    const promised = promisedGlibc(file);
    if (exitCode !== 0 || needed === undefined || promised === undefined) {
      problems.push({ file, problem: 'auditwheel does not take it for a manylinux wheel' });
    } else if (compareReleases(needed, promised) > 0) {
      const versions = `glibc ${needed.join('.')}, and its tag promises ${promised.join('.')}`;
      problems.push({ file, problem: `its libraries need ${versions}` });
    }
  }
  return problems;
}

function promisedGlibc(file: string): readonly [number, number] | undefined {
  const tags = wheelTag(file)?.split('-')[2]?.split('.') ?? [];
  return tags.map((tag) => parsePlatform(tag)?.libc?.version).find((one) => one !== undefined);
}

/** abi3audit knows abi3, and not abi3t (PEP 803). */
function isStable({ file }: BuiltArtifact): boolean {
  return wheelTag(file)?.split('-')[1] === 'abi3';
}

/** `undefined`, and said, where the tool cannot be had: neither installed nor to be fetched. */
async function checkerRun(session: TaskSession, name: WheelChecker): Promise<ToolRun | undefined> {
  try {
    const run = await session.tool(name);
    const asked = toolCommand(run, ['--version']);
    const { exitCode } = await session.run(asked, { show: 'never' });
    // Wide enough for twine to keep one result on one line.
    if (exitCode === 0) return { ...run, env: { COLUMNS: '200', ...run.env } };
    notRun(session, name, 'it could not be started or fetched', 'what it checks');
  } catch (error) {
    if (!isPyo3Error(error) || error.code !== 'tool-missing') throw error;
    notRun(session, name, 'it is not installed', 'what it checks');
  }
  return undefined;
}

function notRun(session: TaskSession, name: string, reason: string, what: string): void {
  session.warn(
    `${name} did not run, because ${reason}: ${what} was not checked.`,
    `Add it with \`uv add --dev ${name}\`.`,
    'tool-missing',
  );
}

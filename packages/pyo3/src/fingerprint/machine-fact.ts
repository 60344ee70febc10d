/**
 * Facts of the machine and of Git that only some tasks read, each a `runtime` input of its own: were
 * they in the fingerprint, each commit and each installed distribution would change all keys.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readOptional } from '../files/disk.ts';
import type { Ask } from '../process/ask.ts';
import { findProgram, findProgramIn, variable } from '../process/find-program.ts';
import type { MachineFact } from '../project/folder/machine-fact.ts';
import { openAnswerCache, type AnswerCache } from '../environment/answer-cache.ts';
import { isTrackedEnvironment } from '../environment/tracked-environment.ts';
import { programFolder } from '../environment/virtual-environment.ts';
import { pluginDataFolder, readProjectList } from '../environment/workspace-data.ts';
import { chosenCandidate } from './abi.ts';
import type { FingerprintQuestion } from './command.ts';
import { digest } from './variables.ts';

type Env = Readonly<Record<string, string>>;

interface Context {
  /** Absolute path of the workspace root, in which `ask` starts programs. */
  readonly root: string;
  readonly env: Env;
  readonly ask: Ask;
  /** The option `interpreter` of the target. */
  readonly interpreter?: string;
}

const facts: Readonly<Record<MachineFact, (context: Context) => unknown>> = {
  cc: compilers,
  'git-head': gitHead,
  'git-tags': (context) => [gitHead(context), gitTags(context)],
  nextest,
  python: installedPython,
  ruff: (context) => toolVersion('ruff', context),
};

/**
 * One fact as JSON. What is missing is `null`, and no path is in it.
 *
 * @param ask starts programs in the workspace root.
 */
export function machineFact(
  fact: MachineFact,
  root: string,
  env: Env,
  { interpreter }: Pick<FingerprintQuestion, 'interpreter'>,
  ask: Ask,
): string {
  const option = interpreter === undefined ? {} : { interpreter };
  return JSON.stringify(facts[fact]({ root, env, ask, ...option }));
}

/** The C and C++ compilers, and the clang that bindgen asks for its library. */
function compilers({ root, env, ask }: Context): unknown {
  const named = [variable(env, 'CC') ?? 'cc', variable(env, 'CXX') ?? 'c++', 'clang'];
  return remembered(root, env, (cache) =>
    named.map((name) => {
      const program = existsSync(name) ? name : findProgram(name.split(' ', 1)[0] ?? name, env);
      return program === undefined ? null : versionOf(program, cache, ask);
    }),
  );
}

/** The commit, and the branch that leads to it: build scripts write both into programs. */
function gitHead({ env, ask }: Context): unknown {
  const git = findProgram('git', env);
  if (git === undefined) return null;
  const commit = ask(git, ['rev-parse', 'HEAD'])?.trim() ?? null;
  const branch = ask(git, ['symbolic-ref', '--short', '--quiet', 'HEAD'])?.trim() ?? null;
  return [commit, branch];
}

/** Which tags there are decides a version as much as the nearest one, by patterns of the backend's. */
function gitTags({ env, ask }: Context): unknown {
  const git = findProgram('git', env);
  if (git === undefined) return null;
  const tags = ask(git, ['for-each-ref', '--format=%(refname) %(objectname)', 'refs/tags']) ?? '';
  const changed = ask(git, ['status', '--porcelain', '--untracked-files=no']) ?? '';
  return [digest(tags), changed.trim() !== ''];
}

/** What is installed from elsewhere, which names the type checkers too; those of the PATH are asked. */
function installedPython(context: Context): unknown {
  const names = environments(context).map((prefix) =>
    sitePackages(prefix).flatMap((folder) => distributionsIn(folder)),
  );
  const checkers = ['mypy', 'pyright'].map((name) =>
    programOfEnvironment(name, context) === undefined ? toolVersion(name, context) : null,
  );
  return [...names.map((list) => digest(list.sort().join('\n'))), ...checkers];
}

/** `cargo nextest --version` of the program that cargo would start; `null` where there is none. */
function nextest({ root, env, ask }: Context): unknown {
  const program = findProgram('cargo-nextest', env);
  if (program === undefined) return null;
  return remembered(root, env, (cache) =>
    cache.answer(`version ${program}`, '', isText, () => ({
      value: ask(program, ['nextest', '--version'])?.split(/\r?\n/, 1)[0]?.trim() ?? null,
      files: [program],
    })),
  );
}

/** By the order of `findTool`: of the environment, else of the PATH; `null` for what uvx fetches. */
function toolVersion(name: string, context: Context): unknown {
  const { root, env, ask } = context;
  const program = programOfEnvironment(name, context) ?? findProgram(name, env);
  if (program === undefined) return null;
  return remembered(root, env, (cache) => versionOf(program, cache, ask));
}

function programOfEnvironment(name: string, context: Context): string | undefined {
  const { env, ask } = context;
  const trusted = environments(context).filter((prefix) => !isTrackedEnvironment(prefix, env, ask));
  return findProgramIn(name, trusted.map(programFolder), env);
}

function versionOf(program: string, cache: AnswerCache, ask: Ask): unknown {
  const version = () => ask(program, ['--version'])?.split(/\r?\n/, 1)[0]?.trim() ?? null;
  // A shim of pyenv, asdf or mise chooses a version at each start.
  if (/[/\\]shims[/\\][^/\\]+$/.test(program)) return version();
  return cache.answer(`version ${program}`, '', isText, () => ({
    value: version(),
    files: [program],
  }));
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** In a file of its own: the fingerprint writes its file at the same moment. */
function remembered<T>(root: string, env: Env, make: (cache: AnswerCache) => T): T {
  const cache = openAnswerCache(join(pluginDataFolder(root, env), 'facts.json'));
  const made = make(cache);
  cache.save();
  return made;
}

/** The workspace's environment, and the projects' own. */
function environments({ root, env, interpreter }: Context): readonly string[] {
  const found = chosenCandidate({ root, env }, interpreter);
  const own = readProjectList(root, env)
    .filter((project) => project !== '.')
    .map((project) => join(root, project, '.venv'))
    .filter((folder) => existsSync(folder));
  return ['prefix' in found ? [resolve(root, found.prefix)] : [], own].flat();
}

/** `lib/python3.12/site-packages`, and `Lib\site-packages` on Windows. */
function sitePackages(prefix: string): readonly string[] {
  const lib = join(prefix, process.platform === 'win32' ? 'Lib' : 'lib');
  const versions = entriesOf(lib).filter((name) => name.startsWith('python'));
  return [lib, ...versions.map((name) => join(lib, name))]
    .map((folder) => join(folder, 'site-packages'))
    .filter((folder) => existsSync(folder));
}

/** `name-version.dist-info`; of an editable install the sources are in the key. */
function distributionsIn(folder: string): readonly string[] {
  return entriesOf(folder)
    .filter((name) => name.endsWith('.dist-info'))
    .filter((name) => {
      const origin = readOptional(join(folder, name, 'direct_url.json'));
      return origin === undefined || !/"editable"\s*:\s*true/.test(origin);
    });
}

function entriesOf(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}

/**
 * Facts of the machine and of Git that only some tasks read, each a `runtime` input of its own: were
 * they in the fingerprint, each commit and each installed distribution would change all keys.
 */
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Ask } from '../process/ask.ts';
import { findProgram, findProgramIn, variable } from '../process/find-program.ts';
import type { MachineFact } from '../project/folder/machine-fact.ts';
import { openAnswerCache, type AnswerCache } from '../environment/answer-cache.ts';
import { isTrackedEnvironment } from '../environment/tracked-environment.ts';
import { programFolder } from '../environment/virtual-environment.ts';
import { pluginDataFolder, readProjectList } from '../environment/workspace-data.ts';
import { chosenCandidate } from './abi.ts';
import type { FingerprintQuestion } from './command.ts';
import { distributionsIn, sitePackages } from './installed.ts';
import { compilersOfXcode, programIdentity, programsNamed } from './program-identity.ts';
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

/**
 * The C and C++ compilers, and the clang that bindgen asks for its library. `CC` may have a wrapper
 * before the compiler, such as `ccache gcc-13`.
 */
function compilers({ root, env }: Context): unknown {
  const named = [variable(env, 'CC') ?? 'cc', variable(env, 'CXX') ?? 'c++', 'clang'];
  return remembered(root, env, (cache) =>
    named.map((value) => {
      const words = value.split(/\s+/).filter((word) => !word.startsWith('-'));
      const onPath = words.flatMap((word) => programsNamed(word, env));
      const programs = [
        ...onPath,
        ...(process.platform === 'darwin' && onPath.length > 0 ? compilersOfXcode(env) : []),
      ].filter((file) => existsSync(file));
      const found = programs.map((program) => programIdentity(program, root, env, cache));
      return found.length === 0 ? null : digest([...new Set(found)].join(' '));
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

/** What is installed from elsewhere, which names the type checkers too; those of the PATH are identified. */
function installedPython(context: Context): unknown {
  const names = environments(context).map((prefix) =>
    sitePackages(prefix).flatMap((folder) => distributionsIn(folder)),
  );
  const checkers = ['mypy', 'pyright'].map((name) =>
    programOfEnvironment(name, context) === undefined ? toolVersion(name, context) : null,
  );
  return [...names.map((list) => digest(list.sort().join('\n'))), ...checkers];
}

/** The program that cargo would start for `cargo nextest`; `null` where there is none. */
function nextest({ root, env }: Context): unknown {
  const program = findProgram('cargo-nextest', env);
  if (program === undefined) return null;
  return remembered(root, env, (cache) => programIdentity(program, root, env, cache));
}

/**
 * By the order of `findTool`: of the environment, where pip notes the version, else of the PATH; `null`
 * for what uvx fetches.
 */
function toolVersion(name: string, context: Context): unknown {
  const { root, env } = context;
  const own = programOfEnvironment(name, context);
  const noted = own === undefined ? undefined : notedVersion(name, own);
  if (noted !== undefined) return noted;
  const program = own ?? findProgram(name, env);
  if (program === undefined) return null;
  return remembered(root, env, (cache) => programIdentity(program, root, env, cache));
}

function notedVersion(name: string, program: string): string | undefined {
  return sitePackages(dirname(dirname(program)))
    .flatMap(distributionsIn)
    .find((distribution) => distribution.startsWith(`${name}-`));
}

function programOfEnvironment(name: string, context: Context): string | undefined {
  const { env, ask } = context;
  const trusted = environments(context).filter((prefix) => !isTrackedEnvironment(prefix, env, ask));
  return findProgramIn(name, trusted.map(programFolder), env);
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

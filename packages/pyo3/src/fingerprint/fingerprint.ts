/**
 * What decides results and is in no file of the repository: toolchain, Python, machine, variables.
 * Nx runs this as a `runtime` input at every command, once per core and at the same moment.
 *
 * The model of `resolve.ts` is not used, since it waits for programs that need not be asked here.
 */
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { homedir, hostname } from 'node:os';
import { dirname, join, parse, resolve } from 'node:path';
import { askIn, type Ask } from '../process/ask.ts';
import { findProgram, findProgramIn, variable } from '../process/find-program.ts';
import { resolvePath } from '../project/folder/workspace-path.ts';
import { executableFiles } from './executable-files.ts';
import { openAnswerCache, type AnswerCache } from '../environment/answer-cache.ts';
import { digest, relevantVariables } from './variables.ts';
import { inspectionScript } from '../environment/interpreter.ts';
import { futurePython } from '../environment/pinned-python.ts';
import type { Interpreter } from '../environment/python-environment.ts';
import { isTrackedEnvironment } from '../environment/tracked-environment.ts';
import {
  condaPython,
  programFolder,
  readVirtualEnvironment,
} from '../environment/virtual-environment.ts';
import { pluginDataFolder } from '../environment/workspace-data.ts';
import { workspaceEnvironment } from '../environment/workspace-environment.ts';

type Env = Readonly<Record<string, string>>;

interface Context {
  readonly root: string;
  readonly env: Env;
  readonly ask: Ask;
  readonly cache: AnswerCache;
}

/** What the fingerprint is for: maturin decides bytes of wheels and sdists, and of nothing else. */
export type FingerprintScope = 'task' | 'distribution';

export interface FingerprintFacts {
  /** Digest of the user's own Cargo configuration. */
  readonly cargoConfig: string | null;
  /** Digest of which files of the Python projects can be executed. */
  readonly executables: string | null;
  readonly libc: string | null;
  readonly machine: string;
  /** ABI of the workspace's Python; its patch level is not part of it. */
  readonly python: unknown;
  /** ABIs of projects' own environments that differ from it, by the project's folder. */
  readonly pythonOfProjects: Readonly<Record<string, unknown>>;
  /** `rustc -vV`. */
  readonly rustc: string | null;
  /** Digests of the values of variables. */
  readonly variables: Readonly<Record<string, string>>;
  /** `maturin --version`; of distributions only. */
  readonly maturin?: string | null;
}

/**
 * The fingerprint as canonical JSON: sorted keys, no path, no patch level of Python. What is not
 * installed is `null`.
 *
 * @param plannedMaturin the version that an environment, which is not there yet, will have.
 */
export function fingerprint(
  root: string,
  env: Env,
  scope: FingerprintScope,
  ask: Ask = askIn(root, env),
  plannedMaturin?: string,
): string {
  const data = pluginDataFolder(root, env);
  const cache = openAnswerCache(join(data, 'fingerprint.json'));
  const context = { root, env, ask, cache };
  const python = workspaceAbi(context);
  const roots = projectRoots(data);
  const facts: FingerprintFacts = {
    cargoConfig: cargoConfig(env),
    executables: executableFiles(root, roots, env, ask),
    libc: libc(),
    machine: `${process.platform}-${process.arch}`,
    python,
    pythonOfProjects: projectAbis(context, roots, python),
    rustc: rustcVersion(context),
    variables: relevantVariables(env, readOptional),
    ...(scope === 'distribution' ? { maturin: plannedMaturin ?? maturinVersion(context) } : {}),
  };
  cache.save();
  return canonicalJson(facts);
}

/** JSON with the keys of every object sorted. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** `rustc -vV`, remembered while the toolchain that rustup would choose here is the same. */
function rustcVersion({ root, env, ask, cache }: Context): string | null {
  const program = rustcOf(root, env);
  if (program === undefined) return null;
  const version = () => ask(program, ['-vV'])?.trim() ?? null;
  if (isShim(program)) return version();
  const settings = canonicalJson([program, env['RUSTUP_TOOLCHAIN'], env['RUSTUP_HOME'], root]);
  return cache.answer('rustc', settings, () => {
    const sysroot = ask(program, ['--print', 'sysroot'])?.trim();
    const files = [program, ...rustupFiles(root, env)];
    const real = sysroot === undefined ? [] : [join(sysroot, 'bin', parse(program).base)];
    return { value: version(), files: [...files, ...real] };
  });
}

/** RUSTC may be a name on the PATH, or a path from where cargo is started. */
function rustcOf(root: string, env: Env): string | undefined {
  const named = variable(env, 'RUSTC') ?? 'rustc';
  return parse(named).dir === '' ? findProgram(named, env) : resolve(root, named);
}

/** rustup's book, "Overrides": what its choice of a toolchain depends on. */
function rustupFiles(root: string, env: Env): string[] {
  const home = env['RUSTUP_HOME'] ?? join(homedir(), '.rustup');
  const named = (folder: string) =>
    ['rust-toolchain', 'rust-toolchain.toml'].map((name) => join(folder, name));
  return [join(home, 'settings.toml'), ...ancestors(root).flatMap(named)];
}

function ancestors(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...ancestors(parent)];
}

function workspaceAbi(context: Context): unknown {
  const found = workspaceEnvironment(context.root, context.env);
  switch (found.kind) {
    case 'virtual':
      return environmentAbi(context, found.folder);
    case 'conda':
      return interpreterAbi(context, condaPython(found.folder), []);
    case 'none':
      return futureAbi(context);
  }
}

/** ABI of a virtual environment, or `null` when it is broken or git tracks it: its tasks will say so. */
function environmentAbi(context: Context, prefix: string): unknown {
  const found = readVirtualEnvironment(prefix);
  if (found.state !== 'present') return null;
  const name = answerOf(found.python);
  const isKnown = context.cache.known(name, '') !== undefined;
  if (!isKnown && isTrackedEnvironment(prefix, context.env, context.ask)) return null;
  return interpreterAbi(context, found.python, [join(prefix, 'pyvenv.cfg')]);
}

function answerOf(python: string): string {
  return `python ${python}`;
}

function interpreterAbi(context: Context, python: string, files: readonly string[]): unknown {
  return context.cache.answer(answerOf(python), '', () => ({
    value: askAbi(context, python),
    files: [python, ...files],
  }));
}

/**
 * ABI of the environment that will be made. It is asked each time, since a Python may be installed
 * meanwhile, and only until there is an environment. What cannot be known (uv will download one)
 * is shared with no other checkout.
 */
function futureAbi(context: Context): unknown {
  const chosen = futurePython(context.root, context.env, context.ask);
  const abi = chosen === undefined ? null : askAbi(context, resolve(context.root, chosen));
  return abi ?? { unknown: digest(`${hostname()}\n${context.root}`) };
}

function askAbi({ ask }: Context, python: string): unknown {
  const line = ask(python, ['-I', '-c', inspectionScript])?.trim().split(/\r?\n/).at(-1);
  if (!line?.startsWith('{')) return null;
  const { implementation, version, abiFlags, pointerWidth, extSuffix } = JSON.parse(
    line,
  ) as Interpreter;
  return { implementation, version: version.slice(0, 2), abiFlags, pointerWidth, extSuffix };
}

/** Folders of the projects that hold Python, as inference left them. */
function projectRoots(data: string): readonly string[] {
  try {
    const roots: unknown = JSON.parse(readOptional(join(data, 'projects.json')) ?? '[]');
    return Array.isArray(roots) ? roots.filter(isFolder) : [];
  } catch {
    return []; // Cut off by a full disk.
  }
}

/** The file may have come with the repository. */
function isFolder(root: unknown): root is string {
  return typeof root === 'string' && resolvePath('.', root) === root;
}

/** ABIs of projects' own environments that differ from the workspace's, by project root. */
function projectAbis(
  context: Context,
  roots: readonly string[],
  workspace: unknown,
): Record<string, unknown> {
  const own = roots
    .filter((root) => root !== '.')
    .map((root) => [root, join(context.root, root, '.venv')] as const)
    .filter(([, folder]) => existsSync(folder))
    .map(([root, folder]) => [root, environmentAbi(context, folder)] as const)
    .filter(([, abi]) => canonicalJson(abi) !== canonicalJson(workspace));
  return Object.fromEntries(own);
}

function maturinVersion({ root, env, ask, cache }: Context): string | null {
  const prefix = join(root, '.venv');
  const own = findProgramIn('maturin', [programFolder(prefix)], env);
  const isKnown = own !== undefined && cache.known('maturin', own) !== undefined;
  if (own !== undefined && !isKnown && isTrackedEnvironment(prefix, env, ask)) return null;
  const program = own ?? findProgram('maturin', env);
  if (program === undefined) return null;
  const version = () => ask(program, ['--version'])?.trim() ?? null;
  if (isShim(program)) return version();
  return cache.answer('maturin', program, () => ({ value: version(), files: [program] }));
}

/** Scripts of pyenv, asdf and mise choose a version at each start: they say nothing themselves. */
function isShim(program: string): boolean {
  return parse(dirname(program)).base === 'shims';
}

/** Cargo reference, "Configuration": the file of the user, which wins over no file of the workspace. */
function cargoConfig(env: Env): string | null {
  const home = variable(env, 'CARGO_HOME') ?? join(homedir(), '.cargo');
  const text = readOptional(join(home, 'config')) ?? readOptional(join(home, 'config.toml'));
  return text === undefined ? null : digest(text);
}

function libc(): string | null {
  if (process.platform !== 'linux') return null;
  // Otherwise it looks up the name of every open connection.
  Object.assign(process.report, { excludeNetwork: true });
  const report = process.report.getReport() as unknown as {
    readonly header: { readonly glibcVersionRuntime?: string };
  };
  const glibc = report.header.glibcVersionRuntime;
  return glibc === undefined ? 'musl' : `glibc-${glibc}`;
}

function readOptional(path: string): string | undefined {
  try {
    return readFileSync(realpathSync(path), 'utf8');
  } catch {
    return undefined;
  }
}

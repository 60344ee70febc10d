/**
 * The interpreters of this machine, one for each ABI. The tests of wheels run on them, and the cache keys
 * of these tests hold which there are, so both ask here.
 */
import { readdirSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { safely } from '../files/disk.ts';
import type { Ask } from '../process/ask.ts';
import { findProgram, variable } from '../process/find-program.ts';
import { parseWheelPython, knownMinors, ownAbi, type WheelPython } from '../python/wheel-python.ts';
import { openAnswerCache } from './answer-cache.ts';
import { chooseCandidate } from './candidates.ts';
import { pluginDataFolder } from './workspace-data.ts';

export interface FoundPython {
  readonly python: WheelPython;
  /** `[major, minor, micro]`. */
  readonly version: readonly [number, number, number];
  /** Absolute path of the program. */
  readonly executable: string;
  /** The architecture as tags of the platform name it; absent for a `universal2` build. */
  readonly arch?: string;
}

export interface PythonSearch {
  /** Absolute path of the workspace root. */
  readonly root: string;
  readonly env: Readonly<Record<string, string>>;
  /** Starts programs in the workspace root. */
  readonly ask: Ask;
}

/**
 * Those of the workspace's environment, of the PATH, of uv, of pyenv and of a CI service's tool cache, in
 * this order; the first of each ABI and architecture counts. Each is started once for as long as its
 * program is the same file.
 */
export function foundPythons({ root, env, ask }: PythonSearch): readonly FoundPython[] {
  const cache = openAnswerCache(join(pluginDataFolder(root, env), 'pythons.json'));
  const found = new Map<string, FoundPython>();
  for (const program of programs(root, env)) {
    const facts = cache.answer(program, question, isFacts, () => ({
      value: factsOf(ask(program, ['-I', '-c', question])),
      files: [safely(() => realpathSync(program), program)],
    }));
    const one = facts === null ? undefined : pythonOf(program, facts);
    if (one === undefined) continue;
    const key = `${ownAbi(one.python).tag} ${one.arch ?? ''}`;
    if (!found.has(key)) found.set(key, one);
  }
  cache.save();
  return [...found.values()].sort(byVersion);
}

function byVersion({ python: one }: FoundPython, { python: other }: FoundPython): number {
  return one.kind.localeCompare(other.kind) || one.minor - other.minor;
}

interface Facts {
  readonly implementation: string;
  readonly version: readonly [number, number, number];
  readonly isFreeThreaded: boolean;
  readonly platform: string;
}

const question = `
import json, sys, sysconfig
print(json.dumps({
    "implementation": sys.implementation.name,
    "version": list(sys.version_info[:3]),
    "isFreeThreaded": bool(sysconfig.get_config_var("Py_GIL_DISABLED")),
    "platform": sysconfig.get_platform(),
}))
`;

/** `null` for what did not start, such as a shim of pyenv for a version that is not chosen. */
function factsOf(answer: string | undefined): Facts | null {
  const line = answer?.trimEnd().split(/\r?\n/).at(-1) ?? '';
  // A sitecustomize or .pth file may print before us.
  if (!line.startsWith('{')) return null;
  const value: unknown = JSON.parse(line);
  return isFacts(value) ? value : null;
}

function isFacts(value: unknown): value is Facts {
  if (typeof value !== 'object' || value === null) return false;
  const { implementation, platform, version } = value as Partial<Record<keyof Facts, unknown>>;
  return (
    typeof implementation === 'string' && typeof platform === 'string' && Array.isArray(version)
  );
}

function pythonOf(executable: string, facts: Facts): FoundPython | undefined {
  const { implementation, version, isFreeThreaded, platform } = facts;
  const [major, minor] = version;
  const prefix = { cpython: '', pypy: 'pypy' }[implementation];
  if (prefix === undefined || major !== 3 || minor < knownMinors[0]) return undefined;
  const python = parseWheelPython(`${prefix}3.${String(minor)}${isFreeThreaded ? 't' : ''}`);
  if (python === undefined) return undefined;
  // `linux-x86_64`, `macosx-11.0-arm64`, `win-amd64`, `win32`.
  const arch = /^win32$/.test(platform) ? '32' : platform.split('-').at(-1);
  return {
    python,
    version,
    executable,
    ...(arch === undefined || arch === 'universal2' ? {} : { arch }),
  };
}

function programs(root: string, env: Readonly<Record<string, string>>): readonly string[] {
  const candidate = chooseCandidate({ workspaceRoot: root, env });
  const own = candidate.kind === 'venv' || candidate.kind === 'conda' ? [candidate.python] : [];
  const onPath = namesOnPath.map((name) => findProgram(name, env));
  const all = [...own, ...onPath, ...installed(env)].filter((path) => path !== undefined);
  return [...new Set(all.filter((path) => !isShim(path)))];
}

/** A script that starts one Python or another, by the current folder. */
function isShim(path: string): boolean {
  return basename(dirname(path)) === 'shims';
}

const namesOnPath = [
  ...knownMinors.flatMap((minor) => [`python3.${String(minor)}`, `python3.${String(minor)}t`]),
  ...knownMinors.map((minor) => `pypy3.${String(minor)}`),
  ...['python3', 'python', 'pypy3'],
];

/** uv's, pyenv's and a CI service's folders: each has one folder for each version. */
function installed(env: Readonly<Record<string, string>>): readonly string[] {
  const home = homedir();
  const isWindows = process.platform === 'win32';
  const data = isWindows
    ? join(variable(env, 'APPDATA') ?? home, 'uv', 'data')
    : join(variable(env, 'XDG_DATA_HOME') ?? join(home, '.local', 'share'), 'uv');
  const pyenv = variable(env, 'PYENV_ROOT') ?? join(home, '.pyenv');
  const toolCache = variable(env, 'RUNNER_TOOL_CACHE');
  const versions = [
    ...foldersIn(variable(env, 'UV_PYTHON_INSTALL_DIR') ?? join(data, 'python')),
    ...foldersIn(isWindows ? join(pyenv, 'pyenv-win', 'versions') : join(pyenv, 'versions')),
    ...(toolCache === undefined ? [] : foldersIn(join(toolCache, 'Python'), 2)),
    ...(toolCache === undefined ? [] : foldersIn(join(toolCache, 'PyPy'), 2)),
  ];
  return versions.map((folder) =>
    isWindows ? join(folder, 'python.exe') : join(folder, 'bin', 'python3'),
  );
}

/** Newest names first: of two patch releases, the later one counts. */
function foldersIn(folder: string, depth = 1): readonly string[] {
  const names = safely(() => readdirSync(folder), []);
  const inside = names
    .sort((one, other) => other.localeCompare(one, 'en', { numeric: true }))
    .map((name) => join(folder, name));
  return depth === 1 ? inside : inside.flatMap((each) => foldersIn(each, depth - 1));
}

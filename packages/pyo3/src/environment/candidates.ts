/**
 * Which Python the tasks of a project use, as far as files show it. No program is started, so the
 * tasks, which start the chosen one, and the cache keys, which must know it, ask the same list.
 */
import { lstatSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { AbsolutePath } from '../files/paths.ts';
import { safely } from '../files/disk.ts';
import { findProgram, variable } from '../process/find-program.ts';
import { condaPython, environmentPython } from './virtual-environment.ts';

type Env = Readonly<Record<string, string>>;

/** Which rule chose an interpreter, for `--verbose`. */
export type Origin =
  'option' | 'project-venv' | 'workspace-venv' | 'VIRTUAL_ENV' | 'CONDA_PREFIX' | 'created';

/** All paths are absolute. */
export type Candidate = { readonly origin: Origin } & (
  | { readonly kind: 'venv' | 'conda'; readonly prefix: string; readonly python: string }
  /** A program that belongs to no environment; named by the option `interpreter`. */
  | { readonly kind: 'program'; readonly python: string }
  /** There is something, and it cannot be used. */
  | { readonly kind: 'broken'; readonly prefix: string; readonly reason: string }
  /** The variable names a folder that does not exist. */
  | { readonly kind: 'gone'; readonly prefix: string }
  /** The option `interpreter` names neither a file nor a program. */
  | { readonly kind: 'missing'; readonly interpreter: string }
  | { readonly kind: 'absent' }
  /** The environment is made at `prefix`. */
  | { readonly kind: 'create'; readonly prefix: string }
);

export interface CandidatePlace {
  /** Absolute. */
  readonly workspaceRoot: AbsolutePath;
  /** Relative to the workspace root; absent for the workspace itself. */
  readonly projectRoot?: string;
  /** The user's choice: an environment's folder, an interpreter's path, a command or a version. */
  readonly interpreter?: string;
  readonly env: Env;
}

/** How the list looks at the disk; paths are absolute. */
export interface Look {
  /** Links are followed; `link` is one that leads nowhere. */
  kindOf(path: string): 'file' | 'folder' | 'link' | undefined;
  /** Absolute path of the program that a name means on the PATH. */
  program(name: string, env: Env): string | undefined;
}

const lookAtDisk: Look = {
  kindOf: (path) =>
    safely(() => {
      const found = statSync(path, { throwIfNoEntry: false });
      if (found !== undefined) return found.isDirectory() ? 'folder' : 'file';
      return lstatSync(path, { throwIfNoEntry: false }) === undefined ? undefined : 'link';
    }, undefined),
  program: findProgram,
};

/**
 * The candidates in the order of precedence: the option, the project's `.venv`, the workspace's
 * `.venv`, the active virtual environment, the active conda environment, and last the environment
 * that will be made. The first that is not absent is used, also where it is broken: another one
 * must not take its place silently.
 */
export function candidates(place: CandidatePlace, look: Look = lookAtDisk): readonly Candidate[] {
  const { workspaceRoot, projectRoot = '.', interpreter, env } = place;
  const ofProject = join(workspaceRoot, projectRoot, '.venv');
  const ofWorkspace = join(workspaceRoot, '.venv');
  return [
    ...(interpreter === undefined ? [] : [namedByOption(place, interpreter, look)]),
    ...(ofProject === ofWorkspace ? [] : [inFolder(ofProject, 'project-venv', look)]),
    inFolder(ofWorkspace, 'workspace-venv', look),
    active(workspaceRoot, variable(env, 'VIRTUAL_ENV'), 'VIRTUAL_ENV', look),
    active(workspaceRoot, activeConda(env), 'CONDA_PREFIX', look),
    { origin: 'created', kind: 'create', prefix: ofWorkspace },
  ];
}

/** The candidate that is used. */
export function chooseCandidate(place: CandidatePlace, look: Look = lookAtDisk): Candidate {
  const all = candidates(place, look);
  const chosen = all.find(({ kind }) => kind !== 'absent');
  return (
    chosen ?? { origin: 'created', kind: 'create', prefix: join(place.workspaceRoot, '.venv') }
  );
}

/** What a folder for an environment holds: a virtual environment (PEP 405) or one of conda's. */
export function inFolder(prefix: string, origin: Origin, look: Look = lookAtDisk): Candidate {
  if (look.kindOf(prefix) === undefined) return { origin, kind: 'absent' };
  const kind = environmentKind(prefix, look);
  if (kind === undefined) {
    return { origin, kind: 'broken', prefix, reason: 'it has no pyvenv.cfg' };
  }
  const python = kind === 'venv' ? environmentPython(prefix) : condaPython(prefix);
  // Links are followed: a Python that was uninstalled leaves one that leads nowhere.
  if (look.kindOf(python) !== 'file') {
    return { origin, kind: 'broken', prefix, reason: `there is no Python at ${python}` };
  }
  return { origin, kind, prefix, python };
}

/** By the file or folder that marks an environment; `undefined` for any other folder. */
export function environmentKind(
  prefix: string,
  look: Look = lookAtDisk,
): 'venv' | 'conda' | undefined {
  if (look.kindOf(join(prefix, 'pyvenv.cfg')) === 'file') return 'venv';
  return look.kindOf(join(prefix, 'conda-meta')) === 'folder' ? 'conda' : undefined;
}

/**
 * Files that change whenever another Python answers for the candidate; nothing of one whose answer
 * no file decides, such as a script that starts one Python or another.
 */
export function filesBehind(candidate: Candidate): readonly string[] {
  if (candidate.kind === 'venv') {
    return [candidate.python, join(candidate.prefix, 'pyvenv.cfg')];
  }
  if (candidate.kind === 'conda') {
    // Conda adds a line for each change of the environment.
    return [candidate.python, join(candidate.prefix, 'conda-meta', 'history')];
  }
  return [];
}

function active(root: string, named: string | undefined, origin: Origin, look: Look): Candidate {
  if (!named) return { origin, kind: 'absent' };
  const found = inFolder(resolve(root, named), origin, look);
  return found.kind === 'absent' ? { origin, kind: 'gone', prefix: named } : found;
}

/** Conda's base environment belongs to conda; projects get one of their own. */
function activeConda(env: Env): string | undefined {
  const isBase = ['base', 'root'].includes(variable(env, 'CONDA_DEFAULT_ENV') ?? '');
  return isBase ? undefined : variable(env, 'CONDA_PREFIX');
}

function namedByOption(
  { workspaceRoot, env }: CandidatePlace,
  interpreter: string,
  look: Look,
): Candidate {
  const origin = 'option';
  const path = resolve(workspaceRoot, interpreter);
  const kind = look.kindOf(path);
  if (kind === 'folder') return inFolder(path, origin, look);
  if (kind === 'file') return atProgram(path, look);
  const isVersion = /^\d+(\.\d+){0,2}t?$/.test(interpreter);
  const program = look.program(isVersion ? `python${interpreter}` : interpreter, env);
  return program === undefined
    ? { origin, kind: 'missing', interpreter }
    : atProgram(program, look);
}

/** The environment that a program is the Python of, else the program alone. */
function atProgram(python: string, look: Look): Candidate {
  const origin = 'option';
  const folder = dirname(python);
  // Conda keeps `python.exe` beside its folders on Windows.
  for (const prefix of [dirname(folder), folder]) {
    const kind = environmentKind(prefix, look);
    if (kind !== undefined) return { origin, kind, prefix, python };
  }
  return { origin, kind: 'program', python };
}

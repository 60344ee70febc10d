/** Which accesses of a task are to something that Nx does not list as its input. */
import { existsSync, statSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import type { Task } from '../matrix/mutation.ts';
import type { InputsAnswer } from './ask-inputs.ts';
import { harmless } from './harmless.ts';
import type { Read, Scene } from './scene.ts';
import type { TaskAccess } from './task-accesses.ts';

export type SceneOf = (task: Task) => Scene;

/** Each read once, without those of what the task has made itself before. */
export function readsOf(task: Task, accesses: readonly TaskAccess[], root: string): Read[] {
  const made = new Map<string, number>();
  for (const { deed, path, at } of accesses) {
    if (deed === 'written') made.set(path, Math.min(at, made.get(path) ?? at));
  }
  const isMade = (path: string, at: number): boolean => {
    if ((made.get(path) ?? Infinity) <= at) return true;
    return path !== root && path !== dirname(path) && isMade(dirname(path), at);
  };
  const found = new Map<string, Read>();
  for (const { deed, path, program, at } of accesses) {
    if (deed === 'written' || !path.startsWith(`${root}/`) || isMade(path, at)) continue;
    // The folders on the way to a file; and what is looked for below a file, where nothing can be.
    if (kindOf(path) === 'folder' && deed !== 'listed') continue;
    if (kindOf(path) === 'nothing' && isBelowFile(path)) continue;
    const read = { task, program, deed, path: relative(root, path) };
    found.set(Object.values(read).join(' '), read);
  }
  return [...found.values()];
}

/**
 * The files that must exist for Nx to be asked about a read: what was not found, and one more file in
 * a folder that was listed. Manifests would make other projects; the matrix has them.
 */
export function filesToMake(
  reads: readonly Read[],
  sceneOf: SceneOf,
  root: string,
): readonly string[] {
  const wanted = reads
    .filter((read) => harmless(read, sceneOf(read.task)) === undefined)
    .flatMap(probeOf);
  const missing = [...new Set(wanted)].filter((path) => kindOf(join(root, path)) === 'nothing');
  const folders = new Set(missing.flatMap(foldersAbove));
  return missing.filter((path) => !folders.has(path));
}

/**
 * @param asIs what Nx lists in the repository as it is.
 * @param withMade the same while all of `filesToMake` exist.
 */
export function uncoveredReads(
  reads: readonly Read[],
  sceneOf: SceneOf,
  asIs: InputsAnswer,
  withMade: InputsAnswer,
): readonly Read[] {
  const sets = new Map<InputsAnswer, Map<Task, ReadonlySet<string>>>();
  const filesOf = (answer: InputsAnswer, task: Task) => {
    const known = sets.get(answer) ?? new Map<Task, ReadonlySet<string>>();
    sets.set(answer, known);
    const listed = answer.files[task] ?? [];
    // What was looked for may be a folder.
    const files = known.get(task) ?? new Set([...listed, ...listed.flatMap(foldersAbove)]);
    known.set(task, files);
    return files;
  };
  return reads.filter((read) => {
    if (harmless(read, sceneOf(read.task)) !== undefined) return false;
    const probes = probeOf(read);
    const answer = probes.length === 0 ? asIs : withMade;
    const wanted = probes.length === 0 ? [read.path] : probes;
    return !wanted.every((path) => filesOf(answer, read.task).has(path));
  });
}

/** A file of the kind for which the program looks in a folder. */
const suffixes: Readonly<Record<string, string>> = {
  ...{ cargo: 'rs', python: 'py', python3: 'py', mypy: 'py', ruff: 'py' },
};

function probeOf({ deed, path, program }: Read): readonly string[] {
  if (deed === 'missing') return [path];
  if (deed !== 'listed') return [];
  return [posix.join(path, `oracle_probe.${suffixes[program] ?? 'txt'}`)];
}

function foldersAbove(path: string): readonly string[] {
  const above = posix.dirname(path);
  return above === '.' ? [] : [above, ...foldersAbove(above)];
}

function kindOf(path: string): 'file' | 'folder' | 'nothing' {
  // False for what would be below a file, too, where `statSync` throws.
  if (!existsSync(path)) return 'nothing';
  return statSync(path).isDirectory() ? 'folder' : 'file';
}

function isBelowFile(path: string): boolean {
  const above = dirname(path);
  return existsSync(above) ? !statSync(above).isDirectory() : isBelowFile(above);
}

/**
 * Inputs that have changed while the task ran. Nx computes the key of a task before it starts, and
 * stores the result under it, whatever the task has read in the end.
 */
import type { FileReader } from '../files/file-reader.ts';
import { isIgnoredAnywhere } from '../project/paths/ignored-files.ts';
import { childPath } from '../project/folder/workspace-path.ts';
import type { HashedInputs } from './hashed-inputs.ts';

export interface ChangeScene {
  readonly hashed: HashedInputs;
  readonly reader: FileReader;
  /** When something last happened to a file, in milliseconds since 1970; `undefined` for none. */
  readonly changedAt: (path: string) => number | undefined;
  /** The content that is in the key, and the content of now; only asked for what has changed. */
  readonly isSame: (path: string) => boolean;
}

/**
 * One look at the times of all inputs, and at the content of those that were touched since. What the
 * task has written itself does not count, nor do new files, which many tests leave behind, nor the
 * lock file that cargo brings in step with a manifest by itself (Cargo Book, "Cargo.toml vs Cargo.lock").
 *
 * @param since milliseconds since 1970.
 * @param written files that the task is known to have written.
 */
export function changedInputs(
  since: number,
  written: ReadonlySet<string>,
  { hashed, reader, changedAt, isSame }: ChangeScene,
): readonly string[] {
  return hashed.places
    .flatMap((place) => filesAt(place, reader))
    .filter((path) => (changedAt(path) ?? 0) > since && !written.has(path))
    .filter((path) => hashed.hasFile(path) && !hashed.isOutput(path) && !isCargoLock(path))
    .filter((path) => !isIgnoredAnywhere(path, reader) && !isSame(path))
    .sort();
}

function isCargoLock(path: string): boolean {
  return path.slice(path.lastIndexOf('/') + 1) === 'Cargo.lock';
}

/** Files at a place of inputs: a file, or a folder with all below it but caches. */
export function filesAt(place: string, reader: FileReader): readonly string[] {
  const entries = reader.entries(place);
  if (entries.length === 0) return [place];
  if (entries.some(({ name }) => name === 'CACHEDIR.TAG' || name === 'pyvenv.cfg')) return [];
  return entries.flatMap(({ name, kind }) => {
    if (kind !== 'folder') return [childPath(place, name)];
    return passedOver.has(name) ? [] : filesAt(childPath(place, name), reader);
  });
}

const passedOver: ReadonlySet<string> = new Set([
  ...['.git', 'node_modules', '.nx', '.nx-pyo3', '__pycache__', '.venv'],
  ...['.pytest_cache', '.mypy_cache', '.ruff_cache', '.hypothesis'],
]);

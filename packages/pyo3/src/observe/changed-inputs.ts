/**
 * Inputs that have changed while the task ran. Nx computes the key of a task before it starts, and
 * stores the result under it, whatever the task has read in the end.
 */
import type { FileReader } from '../files/file-reader.ts';
import { isIgnoredAnywhere } from '../project/paths/ignored-files.ts';
import type { HashedInputs } from './hashed-inputs.ts';

export interface ChangeScene {
  readonly hashed: HashedInputs;
  /** See `inputFiles`, from before the task: new files do not count. */
  readonly files: readonly string[];
  readonly reader: FileReader;
  /** When something last happened to a file, in milliseconds since 1970; `undefined` for none. */
  readonly changedAt: (path: string) => number | undefined;
  /** The content that is in the key, and the content of now; only asked for what has changed. */
  readonly isSame: (path: string) => Promise<boolean>;
}

/**
 * One look at the times of all inputs, and at the content of those that were touched since. What the
 * task has written itself does not count, nor do new files, which many tests leave behind, nor the
 * lock file that cargo brings in step with a manifest by itself (Cargo Book, "Cargo.toml vs Cargo.lock").
 *
 * @param since milliseconds since 1970.
 * @param written files that the task is known to have written.
 */
export async function changedInputs(
  since: number,
  written: ReadonlySet<string>,
  { hashed, files, reader, changedAt, isSame }: ChangeScene,
): Promise<readonly string[]> {
  const touched = files
    .filter((path) => (changedAt(path) ?? 0) > since && !written.has(path))
    .filter((path) => hashed.hasFile(path) && !hashed.isOutput(path) && !isCargoLock(path))
    .filter((path) => !isIgnoredAnywhere(path, reader));
  const changed: string[] = [];
  for (const path of touched) if (!(await isSame(path))) changed.push(path);
  return changed.sort();
}

function isCargoLock(path: string): boolean {
  return path.slice(path.lastIndexOf('/') + 1) === 'Cargo.lock';
}

import type { AbsolutePath } from './paths.ts';
import { randomUUID } from 'node:crypto';
import { copyFileSync, existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { unwritable } from './replace-file.ts';

/** The file operations of placing; tests use others, to simulate Windows. */
export interface PlacedFiles {
  readonly copy: (from: string, to: string) => void;
  readonly rename: (from: string, to: string) => void;
  readonly remove: (file: string) => void;
  readonly exists: (file: string) => boolean;
  /** The names in a folder. */
  readonly list: (folder: string) => readonly string[];
}

const onDisk: PlacedFiles = {
  copy: copyFileSync,
  rename: renameSync,
  remove: (file) => rmSync(file, { force: true }),
  exists: existsSync,
  list: (folder) => readdirSync(folder),
};

/**
 * Copies a library to the path from which programs load it. The replacement is atomic, and a
 * program that has loaded the old library keeps it. Windows can neither overwrite nor delete a
 * loaded library, but it can rename one: the old file is set aside under a name that Python does
 * not import, and deleted as soon as it is no longer loaded.
 *
 * @param file an absolute path.
 * @throws Pyo3Error `file-unwritable`.
 */
export function placeLibrary(
  source: AbsolutePath,
  file: AbsolutePath,
  files: PlacedFiles = onDisk,
): void {
  const partial = `${file}.${randomUUID()}`;
  try {
    removeSetAside(dirname(file), files);
    files.copy(source, partial);
    replaceLoaded(partial, file, files);
  } catch (error) {
    removeIfThere(partial, files);
    throw unwritable(file, error);
  }
}

/**
 * Deletes a library, which may be loaded.
 *
 * @param file an absolute path.
 * @throws Pyo3Error `file-unwritable`.
 */
export function removeLibrary(file: AbsolutePath, files: PlacedFiles = onDisk): void {
  try {
    files.remove(file);
  } catch (error) {
    if (!isInUse(error)) throw unwritable(file, error);
    try {
      files.rename(file, asideOf(file));
    } catch {
      throw unwritable(file, error);
    }
  }
}

function replaceLoaded(partial: string, file: string, files: PlacedFiles): void {
  try {
    files.rename(partial, file);
  } catch (error) {
    if (!isInUse(error) || !files.exists(file)) throw error;
    const aside = asideOf(file);
    files.rename(file, aside);
    try {
      files.rename(partial, file);
    } catch (second) {
      files.rename(aside, file);
      throw second;
    }
    removeIfThere(aside, files);
  }
}

/**
 * Windows reports these codes for a loaded file; elsewhere they mean missing permissions, and the
 * error is passed on.
 */
function isInUse(error: unknown): boolean {
  return ['EPERM', 'EACCES', 'EBUSY'].includes((error as NodeJS.ErrnoException).code ?? '');
}

/** No module has such a name, and the suffix is unchanged, so git still ignores it. */
function asideOf(file: string): string {
  return join(dirname(file), `~${randomUUID()}-${basename(file)}`);
}

function removeSetAside(folder: string, files: PlacedFiles): void {
  if (!files.exists(folder)) return;
  for (const name of files.list(folder)) {
    if (/^~[0-9a-f-]{36}-/.test(name)) removeIfThere(join(folder, name), files);
  }
}

function removeIfThere(file: string, files: PlacedFiles): void {
  try {
    files.remove(file);
  } catch {
    // The file is still loaded; the next run deletes it.
  }
}

import { randomUUID } from 'node:crypto';
import { accessSync, constants, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { Pyo3Error } from '../diagnostics/pyo3-error.ts';

/**
 * Gives the file at `path` (absolute) new content. Nobody sees a part of it, and what was there
 * stays when that fails.
 *
 * @param modified the file's time; now, where there is none.
 * @throws Pyo3Error `file-unwritable`.
 */
export function replaceFile(path: string, content: string | Uint8Array, modified?: Date): void {
  const partial = `${path}.${randomUUID()}`;
  try {
    writeFileSync(partial, content);
    if (modified !== undefined) utimesSync(partial, modified, modified);
    renameSync(partial, path);
  } catch (error) {
    removeIfThere(partial);
    throw unwritable(path, error);
  }
}

function removeIfThere(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Where nothing can be written, nothing was.
  }
}

/**
 * That files can be made in a folder, where it exists.
 *
 * @throws Pyo3Error `file-unwritable`.
 */
export function requireWritable(folder: string): void {
  try {
    accessSync(folder, constants.W_OK);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw unwritable(folder, error);
  }
}

/** The error for a file or folder that cannot be written, by Node's reason. */
export function unwritable(path: string, error: unknown): Pyo3Error {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  const [reason, hint] = reasons[code] ?? [`the system says ${code || String(error)}`, undefined];
  return new Pyo3Error({
    code: 'file-unwritable',
    message: `${path} cannot be written: ${reason}.`,
    hint: hint ?? 'Check the folder that it is in, and run this again.',
    cause: error,
  });
}

const forbidden = [
  'you are not allowed to',
  'Check whom the folder belongs to and its permissions; an environment of the system is not for projects: make one with `uv venv`.',
] as const;

const reasons: Readonly<Record<string, readonly [reason: string, hint: string]>> = {
  EACCES: forbidden,
  EPERM: forbidden,
  EROFS: ['the disk is read-only', 'Use an environment on a disk that can be written.'],
  ENOSPC: [
    'the disk is full',
    'Make room on it, for example with `cargo clean`, and run this again.',
  ],
  EDQUOT: ['your share of the disk is used up', 'Make room, and run this again.'],
  EISDIR: ['there is a folder in its place', 'Move the folder away, and run this again.'],
  ENOTDIR: ['a file is in the place of its folder', 'Move that file away, and run this again.'],
  EEXIST: ['a file is in the place of its folder', 'Move that file away, and run this again.'],
  ENOTEMPTY: ['there is a folder in its place', 'Move the folder away, and run this again.'],
};

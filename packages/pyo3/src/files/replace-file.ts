import type { AbsolutePath } from './paths.ts';
import { randomUUID } from 'node:crypto';
import { accessSync, constants, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { Pyo3Error } from '../diagnostics/pyo3-error.ts';

/**
 * Replaces the content of the file at `path` (absolute) atomically: if that fails, the old content
 * is kept.
 *
 * @param modified the file's modification time; the current time if absent.
 * @throws Pyo3Error `file-unwritable`.
 */
export function replaceFile(
  path: AbsolutePath,
  content: string | Uint8Array,
  modified?: Date,
): void {
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
    // If the folder is not writable, there is no temporary file to remove.
  }
}

/**
 * Checks that files can be created in a folder, if it exists.
 *
 * @throws Pyo3Error `file-unwritable`.
 */
export function requireWritable(folder: AbsolutePath): void {
  try {
    accessSync(folder, constants.W_OK);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw unwritable(folder, error);
  }
}

/** The error for a file or folder that cannot be written, with a reason from Node's error code. */
export function unwritable(path: AbsolutePath, error: unknown): Pyo3Error {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  const [reason, hint] = reasons[code] ?? [
    `the system reports ${code || String(error)}`,
    undefined,
  ];
  return new Pyo3Error({
    code: 'file-unwritable',
    message: `${path} cannot be written: ${reason}.`,
    hint: hint ?? 'Check the folder that contains it, and run the task again.',
    cause: error,
  });
}

const forbidden = [
  'permission denied',
  "Check the folder's owner and permissions. Do not install into the system environment; create one with `uv venv`.",
] as const;

const reasons: Readonly<Record<string, readonly [reason: string, hint: string]>> = {
  EACCES: forbidden,
  EPERM: forbidden,
  EROFS: ['the file system is read-only', 'Use an environment on a writable file system.'],
  ENOSPC: [
    'the disk is full',
    'Free some space, for example with `cargo clean`, and run the task again.',
  ],
  EDQUOT: ['the disk quota is exceeded', 'Free some space, and run the task again.'],
  EISDIR: ['a folder has this path', 'Move the folder away, and run the task again.'],
  ENOTDIR: ['a file has the path of its folder', 'Move that file away, and run the task again.'],
  EEXIST: ['a file has the path of its folder', 'Move that file away, and run the task again.'],
  ENOTEMPTY: ['a folder has this path', 'Move the folder away, and run the task again.'],
};

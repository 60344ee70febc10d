import { readdirSync, readFileSync, statSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import { Pyo3Error } from '../diagnostics/pyo3-error.ts';
import type { Entry, FileReader } from './file-reader.ts';

/** Reads below `root`, an absolute path. */
export function diskReader(root: string): FileReader {
  const absolute = (path: string) => join(root, path);
  const stat = (path: string) => statSync(absolute(path), { throwIfNoEntry: false });
  return {
    read: (path) => readText(absolute(path), path),
    isFile: (path) => safely(() => stat(path)?.isFile() ?? false, false),
    isDirectory: (path) => safely(() => stat(path)?.isDirectory() ?? false, false),
    list: (path) => safely(() => readdirSync(absolute(path)).sort(), []),
    entries: (path) =>
      safely(() => readdirSync(absolute(path), { withFileTypes: true }).map(entryOf), []).sort(
        (a, b) => (a.name < b.name ? -1 : 1),
      ),
  };
}

function entryOf(found: Dirent): Entry {
  const kind = found.isDirectory() ? 'folder' : found.isSymbolicLink() ? 'link' : 'file';
  return { name: found.name, kind };
}

/**
 * @param shown the path for messages, relative to the workspace root.
 * @throws Pyo3Error `manifest-unreadable` for what is there and cannot be read.
 */
export function readText(absolute: string, shown: string): string | undefined {
  try {
    return readFileSync(absolute, 'utf8');
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw new Pyo3Error({
      code: 'manifest-unreadable',
      message: `The file cannot be read (${errorCode(error) ?? 'unknown reason'}).`,
      location: { file: shown },
      hint: 'Check its permissions, and that it is a file and not a folder.',
      cause: error,
    });
  }
}

/** Text of a file at an absolute path; `undefined` when it is not there or cannot be read. */
export function readOptional(absolute: string): string | undefined {
  return safely(() => readFileSync(absolute, 'utf8'), undefined);
}

/** What `look` finds; `otherwise` where the disk refuses to look. */
export function safely<T>(look: () => T, otherwise: T): T {
  try {
    return look();
  } catch (error) {
    // A link loop, a folder without permission or a file in place of a folder: nothing to see there.
    if (errorCode(error) !== undefined) return otherwise;
    throw error;
  }
}

function isAbsent(error: unknown): boolean {
  const code = errorCode(error);
  return code === 'ENOENT' || code === 'ENOTDIR';
}

/** `code` of a Node error, without `instanceof`: the error may come from another realm. */
function errorCode(error: unknown): string | undefined {
  const code = typeof error === 'object' && error !== null && 'code' in error && error.code;
  return typeof code === 'string' ? code : undefined;
}

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Pyo3Error } from '../diagnostics/pyo3-error.ts';
import type { FileReader } from './file-reader.ts';

/** Reads below `root`, an absolute path. */
export function diskReader(root: string): FileReader {
  const absolute = (path: string) => join(root, path);
  const stat = (path: string) => statSync(absolute(path), { throwIfNoEntry: false });
  return {
    read: (path) => readText(absolute(path), path),
    isFile: (path) => safely(() => stat(path)?.isFile() ?? false, false),
    isDirectory: (path) => safely(() => stat(path)?.isDirectory() ?? false, false),
    list: (path) => safely(() => readdirSync(absolute(path)).sort(), []),
  };
}

function readText(absolute: string, shown: string): string | undefined {
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

function safely<T>(look: () => T, otherwise: T): T {
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

/**
 * Files of the plugin in the workspace data folder. Later processes read them and can create them
 * again, so a failure to read or write one only costs time.
 */
import type { AbsolutePath } from './paths.ts';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { readOptional } from './disk.ts';
import { replaceFile } from './replace-file.ts';

export function readData(file: AbsolutePath): string | undefined {
  return readOptional(file);
}

export function writeData(file: AbsolutePath, text: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    replaceFile(file, text);
  } catch {
    // A read-only workspace is slower, but its results are the same.
  }
}

/**
 * Files of the plugin in the workspace data folder. They are read back by later processes and can be
 * made anew, so that neither a failure to read nor one to write costs more than time.
 */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { readOptional } from './disk.ts';
import { replaceFile } from './replace-file.ts';

export function readData(file: string): string | undefined {
  return readOptional(file);
}

export function writeData(file: string, text: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    replaceFile(file, text);
  } catch {
    // A read-only workspace is slower, not wrong.
  }
}

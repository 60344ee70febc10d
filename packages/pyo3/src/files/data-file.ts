/**
 * Files of the plugin in the workspace data folder. They are read back by later processes and can be
 * made anew, so that neither a failure to read nor one to write costs more than time.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { replaceFile } from './replace-file.ts';

export function readData(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

export function writeData(file: string, text: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    replaceFile(file, text);
  } catch {
    // A read-only workspace still has a graph.
  }
}

import type { AbsolutePath } from './paths.ts';
import { createHash, hash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';

/**
 * SHA-256 of a file's content, as hexadecimal digits; `undefined` when it cannot be read. A pipe or a
 * device cannot: its read may never end.
 */
export function digestOf(file: AbsolutePath): string | undefined {
  try {
    if (!statSync(file).isFile()) return undefined;
    return createHash('sha256').update(readFileSync(file)).digest('hex');
  } catch {
    return undefined;
  }
}

/** A short digest, which is not secure against deliberate collisions. */
export function digestOfText(text: string | undefined): string {
  return text === undefined ? '-' : hash('sha1', text, 'base64').slice(0, 20);
}

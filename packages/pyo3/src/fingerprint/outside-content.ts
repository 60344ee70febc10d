/**
 * Content of files and folders outside of the workspace that manifests and links lead to, as inference
 * left them in the workspace data: Nx hashes nothing there.
 */
import { createHash, randomUUID, type Hash } from 'node:crypto';
import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { safely, statOptional } from '../files/disk.ts';

/** Made by tools, or not read by them. */
const passedBy: ReadonlySet<string> = new Set([
  ...['target', '.git', '.hg', 'node_modules', '.venv'],
  ...['__pycache__', '.mypy_cache', '.pytest_cache'],
]);

/** A path dependency on a home folder, or on `/`, must not make each command read a disk. */
const mostFiles = 5_000;
const mostPaths = 4 * mostFiles;
const mostBytes = 64 * 1024 * 1024;

interface Look {
  readonly digest: Hash;
  /** Real paths. */
  readonly seen: Set<string>;
  files: number;
  bytes: number;
}

/**
 * A digest, `null` where there is nothing outside. A path that does not exist is part of it. What is too
 * large to be read at every command has another digest each time, so that no result of it is reused.
 *
 * @param paths relative to the workspace root or absolute.
 */
export function outsideContent(root: string, paths: readonly string[]): string | null {
  if (paths.length === 0) return null;
  const look: Look = { digest: createHash('sha256'), seen: new Set(), files: 0, bytes: 0 };
  for (const path of paths) addPath(look, path, resolve(root, path));
  if (isTooMuch(look)) look.digest.update(randomUUID());
  return look.digest.digest('hex').slice(0, 16);
}

function isTooMuch({ files, bytes, seen }: Look): boolean {
  return files > mostFiles || bytes > mostBytes || seen.size > mostPaths;
}

/** @param shown stands for the place, so that two checkouts agree. */
function addPath(look: Look, shown: string, path: string): void {
  const absolute = safely(() => realpathSync(path), path);
  if (isTooMuch(look) || look.seen.has(absolute)) return;
  look.seen.add(absolute);
  const stat = statOptional(absolute);
  if (stat?.isDirectory() === true) {
    for (const name of safely(() => readdirSync(absolute).sort(), [])) {
      if (!passedBy.has(name)) addPath(look, `${shown}/${name}`, join(absolute, name));
    }
  } else if (stat?.isFile() === true) {
    look.files += 1;
    look.bytes += stat.size;
    if (!isTooMuch(look)) addFile(look, shown, absolute, stat.size);
  } else look.digest.update(JSON.stringify([shown, null]));
}

function addFile(look: Look, shown: string, absolute: string, size: number): void {
  // A file of /proc has no size, and the read of one such as /proc/kmsg does not end.
  const content = size === 0 ? Buffer.alloc(0) : safely(() => readFileSync(absolute), undefined);
  look.digest.update(JSON.stringify([shown, content === undefined ? null : content.length]));
  if (content === undefined) return;
  look.digest.update(content);
  if (shown.endsWith('/Cargo.toml')) followCrates(look, absolute, content.toString());
}

/** Path dependencies of a crate outside, by their text: a parser takes longer to load than all this. */
function followCrates(look: Look, manifest: string, text: string): void {
  for (const [, , path = ''] of text.matchAll(/\bpath\s*=\s*(["'])([^"'\n]+)\1/g)) {
    if (!path.endsWith('.rs')) addPath(look, path, resolve(manifest, '..', path));
  }
}

import { absolutePath, type AbsolutePath, type WorkspacePath } from './paths.ts';
import {
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
  type Dirent,
  type Stats,
} from 'node:fs';
import { join, relative } from 'node:path';
import { isPyo3Error, Pyo3Error } from '../diagnostics/pyo3-error.ts';
import type { Branch, Entry, FileReader } from './file-reader.ts';

/** Reads below `root`. */
export function diskReader(root: AbsolutePath): FileReader {
  const absolute = (path: WorkspacePath) => absolutePath(root, path);
  const stat = (path: WorkspacePath) => statSync(absolute(path), { throwIfNoEntry: false });
  return {
    read: (path) => readText(absolute(path), path),
    isFile: (path) => safely(() => stat(path)?.isFile() ?? false, false),
    isDirectory: (path) => safely(() => stat(path)?.isDirectory() ?? false, false),
    list: (path) => safely(() => readdirSync(absolute(path)).sort(), []),
    entries: (path) =>
      safely(() => readdirSync(absolute(path), { withFileTypes: true }).map(entryOf), []).sort(
        (a, b) => (a.name < b.name ? -1 : 1),
      ),
    branches: (path) => branchesIn(root, path),
  };
}

/** As `FileReader.branches`. */
export function branchesIn(root: AbsolutePath, path: WorkspacePath): readonly Branch[] {
  const found = safely(() => readdirSync(join(root, path), { withFileTypes: true }), []);
  return found
    .filter((entry) => entry.isDirectory() || entry.isSymbolicLink())
    .flatMap((entry) => branchOf(root, join(root, path, entry.name), entry))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function branchOf(root: string, absolute: string, entry: Dirent): readonly Branch[] {
  if (!entry.isSymbolicLink()) return [{ name: entry.name }];
  const target = safely(() => realpathSync(absolute), undefined);
  if (target === undefined) return [];
  return [{ name: entry.name, target: relativeTo(realpathSync(root), target) }];
}

function relativeTo(root: string, absolute: string): string {
  const path = relative(root, absolute).replaceAll('\\', '/');
  return path === '' ? '.' : path;
}

function entryOf(found: Dirent): Entry {
  const kind = found.isDirectory() ? 'folder' : found.isSymbolicLink() ? 'link' : 'file';
  return { name: found.name, kind };
}

interface SizeLimit {
  readonly count: number;
  readonly unit: 'KiB' | 'MiB';
}

const bytesIn = { KiB: 1024, MiB: 1024 * 1024 };

/** The size limit of source files, of which most are only searched for a few words. */
const largestFile: SizeLimit = { count: 64, unit: 'MiB' };

/**
 * The size limit of lock files, which tools write. For comparison: Cargo.lock of rust-lang/rust has 150 KiB, and
 * a uv.lock of 900 packages with thirty wheels each has 7 MiB. What else limits them is in toml/nesting.ts.
 */
const largestLock: SizeLimit = { count: 8, unit: 'MiB' };

/**
 * The size limit of manifests and settings, which people write. Parsing one of this size takes about a
 * second. For comparison: Cargo.toml of embassy-stm32 has 98 KiB, pyproject.toml of Apache Airflow has
 * 86 KiB, and Cargo.toml of web-sys has 50 KiB.
 */
const largestManifest: SizeLimit = { count: 256, unit: 'KiB' };

const isLock = /\.lock$/;

const isManifest =
  /(^|[\\/])(setup\.py|\.(git|nx)ignore|pyrightconfig\.json|[^\\/]*\.(toml|cfg|ini))$/;

function limitOf(path: string): SizeLimit {
  if (isManifest.test(path)) return largestManifest;
  return isLock.test(path) ? largestLock : largestFile;
}

/** Each pattern is compared with each path, so 30,000 patterns and 1,000 files take half a minute. */
const mostPatterns = 2000;

const isIgnoreFile = /(^|[\\/])\.(git|nx)ignore$/;

/**
 * @param shown the path for messages, relative to the workspace root.
 * @throws Pyo3Error `manifest-unreadable` for something that exists and cannot be read: a folder, a
 * pipe or a device, a file larger than its limit, or an ignore file with more than `mostPatterns` lines.
 */
export function readText(absolute: AbsolutePath, shown: string): string | undefined {
  try {
    const size = readableSize(absolute, shown);
    // A file of /proc has no size, and the read of one such as /proc/kmsg does not end.
    const text = size === 0 ? '' : readFileSync(absolute, 'utf8');
    if (isIgnoreFile.test(shown)) requireFewLines(text, shown);
    return text;
  } catch (error) {
    if (isPyo3Error(error)) throw error;
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

/**
 * The size of a file; `undefined` for a folder. Checks the type before reading: reading a named pipe waits for a writer that may never come, and
 * reading a device such as /dev/zero never ends.
 */
function readableSize(absolute: string, shown: string): number | undefined {
  const stat = statSync(absolute);
  if (!stat.isFile() && !stat.isDirectory()) {
    throw unreadable(
      shown,
      `it is a ${kindOf(stat)}`,
      'Replace it with a regular file, or remove it.',
    );
  }
  const { count, unit } = limitOf(shown);
  const size = Math.ceil(stat.size / bytesIn[unit]);
  if (stat.isFile() && size > count) {
    const reason = `its size is ${String(size)} ${unit}, but the limit is ${String(count)} ${unit}`;
    throw unreadable(shown, reason, 'Make it smaller, or remove it.');
  }
  return stat.isFile() ? stat.size : undefined;
}

function requireFewLines(text: string, shown: string): void {
  let lines = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines += 1;
  if (lines <= mostPatterns) return;
  const reason = `it has ${String(lines)} lines, but the limit is ${String(mostPatterns)}`;
  throw unreadable(shown, reason, 'Remove patterns, or combine them.');
}

function unreadable(file: string, reason: string, hint: string): Pyo3Error {
  const message = `The file cannot be read: ${reason}.`;
  return new Pyo3Error({ code: 'manifest-unreadable', message, location: { file }, hint });
}

function kindOf(stat: Stats): string {
  if (stat.isFIFO()) return 'pipe';
  return stat.isSocket() ? 'socket' : 'device';
}

/** The text of a file at an absolute path; `undefined` if it does not exist or cannot be read. */
export function readOptional(absolute: AbsolutePath): string | undefined {
  try {
    return readText(absolute, absolute);
  } catch (error) {
    if (isPyo3Error(error)) return undefined;
    throw error;
  }
}

/** What the file system says of an absolute path; `undefined` if nothing is there or it cannot be seen. */
export function statOptional(absolute: AbsolutePath): Stats | undefined {
  return safely(() => statSync(absolute, { throwIfNoEntry: false }), undefined);
}

/** The result of `look`, or `otherwise` if the file system reports an error. */
export function safely<T>(look: () => T, otherwise: T): T {
  try {
    return look();
  } catch (error) {
    // A link loop, a folder without permission and a file instead of a folder all count as missing.
    if (errorCode(error) !== undefined) return otherwise;
    throw error;
  }
}

function isAbsent(error: unknown): boolean {
  const code = errorCode(error);
  return code === 'ENOENT' || code === 'ENOTDIR';
}

/** The `code` of a Node error, without `instanceof`: the error may come from another realm. */
function errorCode(error: unknown): string | undefined {
  const code = typeof error === 'object' && error !== null && 'code' in error && error.code;
  return typeof code === 'string' ? code : undefined;
}

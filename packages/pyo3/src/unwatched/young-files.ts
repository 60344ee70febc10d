import type { Stats } from 'node:fs';
import { join } from 'node:path';
import { diskReader, statOptional } from '../files/disk.ts';
import type { Entry } from '../files/file-reader.ts';
import { settled } from '../files/stamp.ts';
import { childPath } from '../project/folder/workspace-path.ts';
import { isIgnored, rulesWithin, type IgnoreRules } from '../project/paths/ignored-files.ts';

/** What earlier looks at a workspace found. */
export interface Memory {
  readonly folders: Map<string, KnownFolder>;
  /** The stamps of files whose content Nx knows, by path; empty text where a stamp proves nothing. */
  readonly files: Map<string, string>;
}

interface KnownFolder {
  readonly modified: number;
  readonly inode: number;
  /** Its folders and files that are not ignored; absent if it changed within the step of a clock. */
  readonly listed?: Listed;
  /** The stamps of the ignore files in it. */
  readonly rules: string;
  readonly isYoung: boolean;
}

interface Listed {
  readonly folders: readonly string[];
  readonly files: readonly string[];
  readonly ignoreFiles: readonly string[];
}

export interface YoungFiles {
  /** The files that may have changed since the last look, with their stamps. */
  readonly changed: ReadonlyMap<string, string>;
  readonly gone: readonly string[];
}

/** Nx never looks into these, whatever ignore files say. */
const neverTracked: ReadonlySet<string> = new Set(['.git', '.nx', 'node_modules']);

const ignoreFileNames = ['.gitignore', '.nxignore'];

export const emptyMemory = (): Memory => ({ folders: new Map(), files: new Map() });

/**
 * The files of a workspace in folders that are younger than `since`, as far as they may have changed
 * since the last look. A folder that lies there since before `since` and whose entries have not
 * changed costs one `stat`.
 *
 * @param root the workspace; absolute.
 * @param since a time in milliseconds.
 * @param memory is brought up to date with the folders; the files are left to the caller.
 */
export function youngFiles(root: string, since: number, memory: Memory): YoungFiles {
  const look = walk(root, since, memory);
  if (look !== 'other rules') return look;
  // What is listed was filtered by rules that are no longer there.
  memory.folders.clear();
  const again = walk(root, since, memory);
  return again === 'other rules' ? { changed: new Map(), gone: [] } : again;
}

interface Waiting {
  readonly path: string;
  readonly above: IgnoreRules;
  readonly isInNew: boolean;
}

function walk(root: string, since: number, memory: Memory): YoungFiles | 'other rules' {
  const reader = diskReader(root);
  const isFirst = memory.folders.size === 0;
  const before = new Map(memory.folders);
  memory.folders.clear();
  const changed = new Map<string, string>();
  const seen = new Set<string>();
  const now = Date.now();
  const waiting: Waiting[] = [{ path: '.', above: noRules, isInNew: false }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { path } = next;
    const stat = statOptional(join(root, path));
    if (stat === undefined) continue;
    const known = before.get(path);
    const isSame = known?.inode === stat.ino;
    const kept = isSame && known.modified === stat.mtimeMs ? known.listed : undefined;
    const entries = kept === undefined ? reader.entries(path) : [];
    const ignoreFiles = kept?.ignoreFiles ?? ignoreFilesAmong(entries);
    // Before the rules are read: the next look then sees what has changed meanwhile.
    const stamps = ignoreFiles.map((name) => stampIn(root, childPath(path, name)));
    if (isSame && known.rules !== stamps.join()) return 'other rules';
    const rules = ignoreFiles.length > 0 ? rulesWithin(path, next.above, reader) : next.above;
    const listed = kept ?? { ...listFolder(path, entries, rules), ignoreFiles };
    // A folder that was moved here has an old time of its entries, and so have its files.
    const isMoved = stat.ctimeMs >= since && stat.ctimeMs > stat.mtimeMs;
    const isNew = next.isInNew || (isFirst ? isMoved : !isSame);
    const isYoung = isNew || stat.ctimeMs >= since || (isSame && known.isYoung);
    memory.folders.set(path, {
      modified: stat.mtimeMs,
      inode: stat.ino,
      ...(stat.mtimeMs > now - settled ? {} : { listed }),
      rules: stamps.join(),
      isYoung,
    });
    if (isYoung) lookAtFiles(path, listed.files, isNew);
    for (const name of listed.folders) {
      waiting.push({ path: childPath(path, name), above: rules, isInNew: isNew });
    }
  }
  return { changed, gone: [...memory.files.keys()].filter((file) => !seen.has(file)) };

  function lookAtFiles(folder: string, names: readonly string[], isNew: boolean): void {
    for (const name of names) {
      const file = childPath(folder, name);
      const stat = statOptional(join(root, file));
      if (stat === undefined) continue;
      seen.add(file);
      const stamp = stampText(stat);
      if (memory.files.get(file) === stamp) continue;
      const isRecent = stat.ctimeMs > now - settled;
      if (isNew || stat.ctimeMs >= since) changed.set(file, isRecent ? '' : stamp);
      else memory.files.set(file, stamp);
    }
  }
}

const noRules: IgnoreRules = { folder: '.', nx: [], git: [], size: { files: 0, patterns: 0 } };

function ignoreFilesAmong(entries: readonly Entry[]): readonly string[] {
  return ignoreFileNames.filter((name) => entries.some((entry) => entry.name === name));
}

function listFolder(
  path: string,
  entries: readonly Entry[],
  rules: IgnoreRules,
): Pick<Listed, 'folders' | 'files'> {
  const folders: string[] = [];
  const files: string[] = [];
  for (const { name, kind } of entries) {
    if (neverTracked.has(name) || kind === 'link') continue;
    const child = childPath(path, name);
    if (isIgnored(kind === 'folder' ? `${child}/` : child, rules)) continue;
    (kind === 'folder' ? folders : files).push(name);
  }
  return { folders, files };
}

function stampIn(root: string, path: string): string {
  const stat = statOptional(join(root, path));
  return stat === undefined ? '' : stampText(stat);
}

function stampText({ mtimeMs, ctimeMs, size, ino }: Stats): string {
  return [mtimeMs, ctimeMs, size, ino].join();
}

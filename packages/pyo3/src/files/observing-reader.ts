/**
 * A disk reader that records every question and its answer, so that the questions can be asked
 * again later: a result computed from equal answers is still correct.
 */
import { readdirSync, statSync, type Dirent } from 'node:fs';
import { branchesIn, readText, safely } from './disk.ts';
import { digestOfText } from './file-digest.ts';
import type { Branch, Entry, FileReader } from './file-reader.ts';
import { stampOf, type Seen, type Stamp } from './stamp.ts';
import { look, type Source } from './trace.ts';

/** `f` a file, `d` a folder, `o` something else, `-` missing; a link counts as its target. */
export type EntryKind = 'f' | 'd' | 'o' | '-';

/** All questions, with shortened answers. */
export interface Observations {
  /**
   * The answer names the entries that were asked for; before `|` stands what can be walked to, and
   * behind `//` what was listed.
   */
  readonly folders: readonly Seen[];
  readonly texts: readonly Seen[];
  /**
   * Facts that a folder's listing does not contain: the targets of links, names in another case.
   */
  readonly others: readonly Seen[];
}

export interface ObservingReader extends FileReader {
  readonly kindOf: (path: string) => EntryKind;
  readonly observations: () => Observations;
}

/** The facts that a listing contains about an entry. */
type Found = Entry['kind'] | 'other';

export interface Folder extends Source {
  stamp?: Stamp;
  /** Absent if the folder cannot be listed. */
  entries?: ReadonlyMap<string, Found>;
  readonly asked: Map<string, EntryKind>;
  /** The names as file systems compare them; computed when a name is not found. */
  folded?: ReadonlySet<string>;
  listed?: readonly Entry[];
  branches?: readonly Branch[];
  /** As it was observed last, and how much had been asked by then. */
  observed?: { readonly seen: Seen; readonly size: number };
}

export interface Text extends Source {
  /** Throws the error that reading has thrown. */
  readonly get: () => string | undefined;
  seen: Seen;
}

/** What is known of a disk: every question that was asked, with its answer. */
export interface Known {
  readonly folders: Map<string, Folder>;
  readonly texts: Map<string, Text>;
  readonly others: Map<string, EntryKind>;
}

/**
 * Lists each folder once and reads each file once: it serves one look at the disk, so its answers
 * are consistent.
 *
 * @param isListed which names `list` and `entries` return; the others can still be asked for.
 * @param now milliseconds since 1970.
 */
export function observingReader(
  root: string,
  isListed: (name: string) => boolean,
  now?: number,
): ObservingReader {
  return readerOf(root, nothingKnown(), isListed, now ?? Date.now());
}

export function nothingKnown(): Known {
  return { folders: new Map(), texts: new Map(), others: new Map() };
}

/** Answers what is known, and adds what is not. Its user depends on each answer (`trace.ts`). */
export function readerOf(
  root: string,
  { folders, texts, others }: Known,
  isListed: (name: string) => boolean,
  now: number,
): ObservingReader {
  const absolute = (path: string) => (path === '.' ? root : `${root}/${path}`);

  const folderAt = (path: string): Folder | undefined => {
    const known = folders.get(path);
    if (known !== undefined) return known;
    if (kindOf(path) !== 'd') return undefined;
    const stamp = stampOf(absolute(path), now);
    const entries = safely(() => entriesOf(absolute(path)), undefined);
    const found: Folder = { stamp, entries, asked: new Map(), stale: false };
    folders.set(path, found);
    return found;
  };
  const kindOf = (path: string): EntryKind => {
    if (path === '.') return 'd';
    const folder = folderAt(folderAround(path));
    if (folder === undefined) return '-';
    look(folder);
    const name = path.slice(path.lastIndexOf('/') + 1);
    const known = folder.asked.get(name);
    if (known !== undefined) return known;
    const kind = kindIn(folder, name) ?? kindOnDisk(absolute(path));
    if (kindIn(folder, name) === undefined) others.set(path, kind);
    folder.asked.set(name, kind);
    return kind;
  };
  const textAt = (path: string): Text => {
    const stamp = stampOf(absolute(path), now);
    try {
      const text = readText(absolute(path), path);
      return { get: () => text, seen: { path, stamp, answer: digestOfText(text) }, stale: false };
    } catch (error) {
      const get = () => {
        throw error;
      };
      return { get, seen: { path, stamp, answer: answerOfFailure(error) }, stale: false };
    }
  };
  const entries = (path: string): readonly Entry[] => {
    const folder = folderAt(path);
    if (folder === undefined) return [];
    look(folder);
    return (folder.listed ??= [...(folder.entries ?? [])]
      .filter(([name]) => isListed(name))
      .map(([name, kind]): Entry => ({ name, kind: kind === 'other' ? 'file' : kind }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)));
  };
  const branches = (path: string): readonly Branch[] => {
    const folder = folderAt(path);
    if (folder === undefined) return [];
    look(folder);
    const has =
      (kind: Found) =>
      ([name, found]: readonly [string, Found]) =>
        found === kind && isListed(name);
    const all = [...(folder.entries ?? [])];
    // The disk is asked only where there are links: they are rare.
    return (folder.branches ??= all.some(has('link'))
      ? branchesIn(root, path).filter(({ name }) => isListed(name))
      : all.filter(has('folder')).map(([name]) => ({ name })));
  };
  return {
    read: (path) => {
      const known = texts.get(path) ?? (kindOf(path) === '-' ? undefined : textAt(path));
      if (known === undefined) return undefined;
      texts.set(path, known);
      look(known);
      return known.get();
    },
    kindOf,
    isFile: (path) => kindOf(path) === 'f',
    isDirectory: (path) => kindOf(path) === 'd',
    list: (path) => entries(path).map(({ name }) => name),
    entries,
    branches,
    observations: () => ({
      folders: [...folders].map(([path, folder]) => seenOf(path, folder)),
      texts: [...texts.values()].map(({ seen }) => seen),
      others: [...others].map(([path, answer]) => ({ path, answer })),
    }),
  };
}

export function folderAround(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '.' : path.slice(0, slash);
}

/** The same object as before, if nothing more was asked. */
function seenOf(path: string, folder: Folder): Seen {
  const { stamp, asked, listed, branches, observed } = folder;
  // What was asked is never forgotten, so that its amount tells whether there is more.
  const size = asked.size + (listed === undefined ? 0 : 0.25) + (branches === undefined ? 0 : 0.5);
  if (observed?.size === size && observed.seen.stamp === stamp) return observed.seen;
  const seen = { path, stamp, answer: answerOfFolder(asked, listed, branches) };
  folder.observed = { seen, size };
  return seen;
}

export function answerOfFolder(
  asked: ReadonlyMap<string, EntryKind>,
  listed: readonly Entry[] | undefined,
  walked: readonly Branch[] | undefined,
): string {
  const branches = (walked ?? []).map(({ name, target = '' }) => `${name}/${target}`).sort();
  const start = walked === undefined ? '' : `@${digestOfText(branches.join('\n'))}|`;
  const entries = start + [...asked].map(([name, kind]) => `${kind}${name}`).join('/');
  if (listed === undefined) return entries;
  const lines = listed.map(({ name, kind }) => `${name}/${kind}`);
  return `${entries}//${digestOfText(lines.join('/'))}`;
}

/** The fact that a file cannot be read, and the reason, is an answer as well. */
export function answerOfFailure(error: unknown): string {
  return `!${error instanceof Error ? error.message : String(error)}`;
}

/** Whether it is an answer of `answerOfFailure`. */
export function isFailure(answer: string): boolean {
  return answer.startsWith('!');
}

/** `undefined` if the listing does not contain the answer, and only the disk can give it. */
function kindIn(folder: Folder, name: string): EntryKind | undefined {
  if (folder.entries === undefined) return undefined;
  const found = folder.entries.get(name);
  if (found === 'file') return 'f';
  if (found === 'folder') return 'd';
  if (found !== undefined) return undefined;
  // Windows and macOS find a file by its name in another case or another Unicode form.
  folder.folded ??= new Set([...folder.entries.keys()].map(fold));
  return folder.folded.has(fold(name)) ? undefined : '-';
}

function fold(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

function entriesOf(absolute: string): ReadonlyMap<string, Found> {
  const entries = readdirSync(absolute, { withFileTypes: true });
  return new Map(entries.map((entry) => [entry.name, foundIn(entry)]));
}

function foundIn(entry: Dirent): Found {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  return entry.isSymbolicLink() ? 'link' : 'other';
}

export function kindOnDisk(absolute: string): EntryKind {
  const look = (): EntryKind => {
    const stat = statSync(absolute, { throwIfNoEntry: false });
    if (stat === undefined) return '-';
    return stat.isFile() ? 'f' : stat.isDirectory() ? 'd' : 'o';
  };
  // A loop of links exists, but cannot be read.
  return safely(look, 'o');
}

/** Asks a disk again what it was asked before: in one process, and by observations that were kept. */
import type { AbsolutePath } from './paths.ts';
import type { FileReader } from './file-reader.ts';
import {
  answerOfFailure,
  answerOfFolder,
  folderAround,
  kindOnDisk,
  nothingKnown,
  observingReader,
  readerOf,
  type Known,
  type Observations,
  type ObservingReader,
} from './observing-reader.ts';
import { digestOfText } from './file-digest.ts';
import { confirm, hasStamp, stampOf, type Seen } from './stamp.ts';
import type { Source } from './trace.ts';

/** A disk that is looked at again and again by one process. */
export interface ObservedDisk {
  /**
   * Compares all that is known with the disk, and forgets what has changed: its sources are stale.
   * To be called before each look; two looks must not overlap.
   *
   * @param now milliseconds since 1970.
   * @returns whether anything has changed, or has a new stamp.
   */
  readonly refresh: (now?: number) => Refreshed;
  /** A reader for one look: its answers are consistent, and as recent as the last `refresh`. */
  readonly reader: (now?: number) => ObservingReader;
}

export type Refreshed = 'changed' | 'restamped' | 'same';

/** @param isListed as for `observingReader`. */
export function observedDisk(
  root: AbsolutePath,
  isListed: (name: string) => boolean,
): ObservedDisk {
  const known = nothingKnown();
  return {
    refresh: (now = Date.now()) => refresh(root, known, isListed, now),
    reader: (now = Date.now()) => readerOf(root, known, isListed, now),
  };
}

/** See `ObservedDisk.refresh`. */
function refresh(
  root: string,
  { folders, texts, others }: Known,
  isListed: (name: string) => boolean,
  now: number,
): Refreshed {
  const absolute = (path: string) => (path === '.' ? root : `${root}/${path}`);
  const fresh = nothingKnown();
  const reader = readerOf(root, fresh, isListed, now);
  let found: Refreshed = 'same';
  const forget = <T extends Source>(map: Map<string, T>, path: string) => {
    const one = map.get(path);
    if (one !== undefined) one.stale = true;
    map.delete(path);
    found = 'changed';
  };
  for (const [path, kind] of others) {
    if (kindOnDisk(absolute(path)) === kind) continue;
    others.delete(path);
    // The folder has the answer, too.
    forget(folders, folderAround(path));
  }
  for (const [path, folder] of folders) {
    if (hasStamp(absolute(path), folder.stamp)) continue;
    const answer = answerOfFolder(folder.asked, folder.listed, folder.branches);
    const now = askFolderAgain({ path, answer }, reader);
    const listed = fresh.folders.get(path);
    if (now !== answer || listed === undefined) forget(folders, path);
    else {
      if (listed.stamp !== undefined && found === 'same') found = 'restamped';
      folder.stamp = listed.stamp;
      // What nobody has asked for yet may be new.
      folder.entries = listed.entries;
      folder.folded = undefined;
    }
  }
  for (const [path, text] of texts) {
    if (hasStamp(absolute(path), text.seen.stamp)) continue;
    const stamp = stampOf(absolute(path), now);
    if (askTextAgain(path, reader) !== text.seen.answer) forget(texts, path);
    else if (stamp !== undefined) {
      text.seen = { ...text.seen, stamp };
      if (found === 'same') found = 'restamped';
    }
  }
  return found;
}

/**
 * The observations, if the disk gives the same answers now, with updated stamps; the same object if
 * no stamp is new.
 */
export async function confirmObservations(
  root: string,
  seen: Observations,
  isListed: (name: string) => boolean,
): Promise<Observations | undefined> {
  const reader = observingReader(root, isListed);
  const others = await confirm(root, seen.others, ({ path }) => kindOnDisk(`${root}/${path}`));
  if (others === undefined) return undefined;
  const folders = await confirm(root, seen.folders, (one) => askFolderAgain(one, reader));
  if (folders === undefined) return undefined;
  const texts = await confirm(root, seen.texts, ({ path }) => askTextAgain(path, reader));
  if (texts === undefined) return undefined;
  const isSame = texts === seen.texts && folders === seen.folders && others === seen.others;
  return isSame ? seen : { folders, texts, others };
}

function askFolderAgain({ path, answer }: Seen, reader: ObservingReader): string {
  const walked = /^@[^|]*\|/.exec(answer)?.[0];
  const [asked = '', names] = answer.slice(walked?.length ?? 0).split('//');
  const entries = asked === '' ? [] : asked.split('/').map((entry) => entry.slice(1));
  const prefix = path === '.' ? '' : `${path}/`;
  return answerOfFolder(
    new Map(entries.map((name) => [name, reader.kindOf(`${prefix}${name}`)])),
    names === undefined ? undefined : reader.entries(path),
    walked === undefined ? undefined : reader.branches(path),
  );
}

function askTextAgain(path: string, reader: FileReader): string {
  try {
    return digestOfText(reader.read(path));
  } catch (error) {
    return answerOfFailure(error);
  }
}

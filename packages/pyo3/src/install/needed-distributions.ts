import type { FileReader } from '../files/file-reader.ts';
import { readInstalled, requiredNames, type DistInfoFolders } from './installed-distribution.ts';
import { recordHash } from './record.ts';

/**
 * What is installed among the distributions called `names` and all that those require: the names of
 * their dist-info folders, sorted; an editable one with the digest of its metadata, which may change
 * without its version.
 *
 * Markers are not looked at: an installer has judged them, and this notes what it found to be right,
 * so that any change of it is noticed. What is not there was not needed, or lies elsewhere
 * (`--system-site-packages`).
 *
 * @param ofRepository names of projects of the repository: one that is not there is noted by its name,
 * which is never true, so that the next `develop` looks again.
 */
export function neededDistributions(
  names: readonly string[],
  folders: DistInfoFolders,
  site: FileReader,
  ofRepository: readonly string[] = [],
): readonly string[] {
  const reached = new Set(names);
  const found = ofRepository.filter((name) => !folders.has(name));
  // A set that grows while it is walked visits what was added.
  for (const name of reached) {
    for (const folder of folders.get(name) ?? []) {
      found.push(entryOf(folder, site));
      for (const next of requiredNames(folder, site)) reached.add(next);
    }
  }
  return found.sort();
}

/** The entries that are no longer true. */
export function lostDistributions(
  entries: readonly string[],
  folders: DistInfoFolders,
  site: FileReader,
): readonly string[] {
  const present = new Set([...folders.values()].flat());
  return entries.filter((entry) => {
    const [folder = '', digest] = entry.split(' ');
    return !present.has(folder) || (digest !== undefined && entryOf(folder, site) !== entry);
  });
}

function entryOf(folder: string, site: FileReader): string {
  const isEditable = readInstalled(folder, site).origin?.editable === true;
  if (!isEditable) return folder;
  return `${folder} ${recordHash(Buffer.from(site.read(`${folder}/METADATA`) ?? ''))}`;
}

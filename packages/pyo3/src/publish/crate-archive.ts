import { createHash } from 'node:crypto';
import { tarFiles } from '../files/tar.ts';

/**
 * Files that cargo writes by itself: the commit that was packaged, and the lock file as it was then.
 * A crate that has not changed since has others at a later commit.
 */
const written: ReadonlySet<string> = new Set(['.cargo_vcs_info.json', 'Cargo.lock']);

/** The files in which two archives of one crate differ, without those that cargo writes by itself. */
export function archiveDifferences(one: Uint8Array, other: Uint8Array): readonly string[] {
  const [before, after] = [digestsOf(one), digestsOf(other)];
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  return names.filter((name) => !written.has(name) && before.get(name) !== after.get(name));
}

/** The digests of the files in a `.crate`, by path below the only folder. */
function digestsOf(archive: Uint8Array): ReadonlyMap<string, string> {
  return new Map(
    tarFiles(archive).map(({ name, content }) => [
      name.split('/').slice(1).join('/'),
      createHash('sha256').update(content).digest('hex'),
    ]),
  );
}

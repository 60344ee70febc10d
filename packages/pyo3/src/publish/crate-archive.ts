import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';

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

/**
 * The digests of the files in a `.crate`, a tar archive in the ustar format with GNU's long names, by
 * path below the only folder. No library here reads tar, and the files never touch the disk.
 */
function digestsOf(archive: Uint8Array): ReadonlyMap<string, string> {
  const data = gunzipSync(archive);
  const found = new Map<string, string>();
  let longName: string | undefined;
  for (let at = 0; at + blockSize <= data.length;) {
    const header = data.subarray(at, at + blockSize);
    if (header.every((byte) => byte === 0)) break;
    const size = Number.parseInt(textOf(header.subarray(124, 136)), 8) || 0;
    const content = data.subarray(at + blockSize, at + blockSize + size);
    const type = textOf(header.subarray(156, 157));
    // GNU's header, `ustar` and two spaces, has times in the place of the prefix.
    const prefix =
      textOf(header.subarray(257, 265)) === 'ustar' ? textOf(header.subarray(345, 500)) : '';
    const name =
      longName ?? `${prefix === '' ? '' : `${prefix}/`}${textOf(header.subarray(0, 100))}`;
    longName = type === 'L' ? textOf(content) : undefined;
    if (type === '0' || type === '') {
      const path = name.split('/').slice(1).join('/');
      found.set(path, createHash('sha256').update(content).digest('hex'));
    }
    at += blockSize + Math.ceil(size / blockSize) * blockSize;
  }
  return found;
}

const blockSize = 512;

function textOf(field: Uint8Array): string {
  const end = field.indexOf(0);
  return Buffer.from(end === -1 ? field : field.subarray(0, end)).toString();
}

import { gunzipSync } from 'node:zlib';

export interface TarFile {
  readonly name: string;
  readonly content: Uint8Array;
}

/**
 * The files of a compressed tar archive in the ustar format with GNU's long names. No library here reads
 * tar, and the files never touch the disk.
 */
export function tarFiles(archive: Uint8Array): readonly TarFile[] {
  const data = gunzipSync(archive);
  const found: TarFile[] = [];
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
    if (type === '0' || type === '') found.push({ name, content });
    at += blockSize + Math.ceil(size / blockSize) * blockSize;
  }
  return found;
}

const blockSize = 512;

function textOf(field: Uint8Array): string {
  const end = field.indexOf(0);
  return Buffer.from(end === -1 ? field : field.subarray(0, end)).toString();
}

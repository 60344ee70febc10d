import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/**
 * The paths of the files in a wheel, from the central directory of the zip file (APPNOTE.TXT 4.3.12 and
 * 4.3.16), which is at its end: the content may be large. Empty for a file that is not a zip file, and
 * for one of more than 4 GiB, which no index accepts.
 */
export function wheelMembers(path: string): readonly string[] {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const tail = readAt(file, Math.max(0, size - longestEnd), size);
    const at = tail.lastIndexOf(endSignature);
    if (at === -1 || at + shortestEnd > tail.length) return [];
    const start = tail.readUInt32LE(at + 16);
    return namesIn(readAt(file, start, Math.min(size, start + tail.readUInt32LE(at + 12))));
  } finally {
    closeSync(file);
  }
}

function namesIn(directory: Buffer): readonly string[] {
  const names: string[] = [];
  for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === entrySignature;) {
    const [name, extra, comment] = [28, 30, 32].map((field) => directory.readUInt16LE(at + field));
    const end = at + 46 + (name ?? 0);
    names.push(directory.toString('utf8', at + 46, end));
    at = end + (extra ?? 0) + (comment ?? 0);
  }
  return names;
}

function readAt(file: number, start: number, end: number): Buffer {
  const buffer = Buffer.alloc(Math.max(0, end - start));
  return buffer.subarray(0, readSync(file, buffer, 0, buffer.length, start));
}

const endSignature = Buffer.from([0x50, 0x4b, 5, 6]);
const entrySignature = 0x02014b50;
const shortestEnd = 22;
/** With a comment of the greatest length. */
const longestEnd = shortestEnd + 0xffff;

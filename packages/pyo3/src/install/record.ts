/**
 * `RECORD` of an installed distribution: its files with their digests (PEP 376, PEP 627).
 */
import { createHash } from 'node:crypto';

export interface RecordRow {
  /** Relative to the site-packages folder, separated by `/`; launchers begin with `../`. */
  readonly path: string;
  /** `sha256=<base64url without padding>`; `''` where installers give none (RECORD itself). */
  readonly hash: string;
  /** Bytes, as decimal digits; `''` where installers give none. */
  readonly size: string;
}

/** The rows of a RECORD in their order. Rows that are no CSV of three fields are left out. */
export function parseRecord(text: string): readonly RecordRow[] {
  return text
    .split(/\r?\n/)
    .map((line) => fieldPattern.exec(line))
    .filter((match) => match !== null)
    .map(([, quoted, plain, hash = '', size = '']) => ({
      path: (quoted?.replaceAll('""', '"') ?? plain ?? '').replaceAll('\\', '/'),
      hash,
      size,
    }));
}

/** A path, in quotes where it holds a comma or a quote, then two fields that never do. */
const fieldPattern = /^(?:"((?:[^"]|"")*)"|([^",]+)),([^",]*),([^",]*)$/;

export function renderRecord(rows: readonly RecordRow[]): string {
  return rows
    .map(({ path, hash, size }) => {
      const field = /[",]/.test(path) ? `"${path.replaceAll('"', '""')}"` : path;
      return `${field},${hash},${size}\n`;
    })
    .join('');
}

/** The row of a file with this content. */
export function recordRow(path: string, content: string | Uint8Array): RecordRow {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return { path, hash: recordHash(bytes), size: String(bytes.length) };
}

export function recordHash(bytes: Uint8Array): string {
  return `sha256=${createHash('sha256').update(bytes).digest('base64url')}`;
}

/** `rows` with `changed` in place of the rows for the same paths, new ones before the last row. */
export function withRows(
  rows: readonly RecordRow[],
  changed: readonly RecordRow[],
): readonly RecordRow[] {
  const byPath = new Map(changed.map((row) => [row.path, row]));
  const kept = rows.map((row) => byPath.get(row.path) ?? row);
  const known = new Set(rows.map(({ path }) => path));
  const added = changed.filter(({ path }) => !known.has(path));
  return [...kept.slice(0, -1), ...added, ...kept.slice(-1)];
}

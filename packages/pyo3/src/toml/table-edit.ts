/**
 * Splices for lines of tables: `key = value`, and whole `[sections]`.
 */
import type { AST } from 'toml-eslint-parser';
import {
  indentAt,
  lineEnd,
  lineStart,
  nextLine,
  type Splice,
  type TomlDocument,
} from './document.ts';
import { keyNames, startsWith, type TomlPath } from './locate.ts';

/**
 * A new line after `pair`, with its indentation; comments above the next key stay with that key.
 */
export function insertLineAfterPair(
  document: TomlDocument,
  pair: AST.TOMLKeyValue,
  line: string,
): Splice {
  const at = lineEnd(document, pair.range[1]);
  return { start: at, end: at, text: document.eol + indentAt(document, pair.range[0]) + line };
}

/** A new first line of a table that has a header. */
export function insertLineAfterHeader(
  document: TomlDocument,
  table: AST.TOMLTable,
  line: string,
): Splice {
  const [first] = table.body;
  const at = lineEnd(document, table.key.range[1]);
  const indent = first ? indentAt(document, first.range[0]) : indentAt(document, table.range[0]);
  return { start: at, end: at, text: document.eol + indent + line };
}

/** A new first line of the document's own keys: before the first table and the comment above it. */
export function insertRootLine(document: TomlDocument, line: string): Splice {
  const { eol, tree } = document;
  const [first] = tree.body;
  if (first === undefined) return appendAtEnd(document, line);
  const at = attachedStart(document, first.range[0]);
  const gap = first.type === 'TOMLTable' ? eol + eol : eol;
  return { start: at, end: at, text: line + gap };
}

/**
 * A new section: before the sub-tables that already imply it, else after the last table with the
 * longest common prefix, else at the end of the document.
 */
export function insertSection(
  document: TomlDocument,
  path: TomlPath,
  lines: readonly string[],
): Splice {
  const { eol } = document;
  const text = lines.join(eol);
  const tables = document.tree.body.filter((node) => node.type === 'TOMLTable');
  const implied = tables.find((table) => startsWith(table.resolvedKey, path));
  const isArrayItem = lines[0]?.startsWith('[[') ?? false;
  if (implied !== undefined && !isArrayItem) {
    const at = attachedStart(document, implied.range[0]);
    return { start: at, end: at, text: text + eol + eol };
  }
  const relative = nearestRelative(tables, path);
  if (relative === undefined || relative === tables.at(-1)) return appendAtEnd(document, text);
  const at = sectionEnd(document, relative);
  return { start: at, end: at, text: eol + eol + text };
}

/** The whole lines of a pair, with its trailing comment. */
export function removePair(document: TomlDocument, pair: AST.TOMLKeyValue): Splice {
  const start = lineStart(document, pair.range[0]);
  return { start, end: nextLine(document, pair.range[1]), text: '' };
}

/**
 * The pair after which a new key is inserted: the last one, or, if `sorted` is set and the keys are
 * sorted, the last one that sorts before it (`'first'` if it comes before all).
 */
export function positionOfKey(
  pairs: readonly AST.TOMLKeyValue[],
  key: string,
  sorted: boolean,
): AST.TOMLKeyValue | 'first' | undefined {
  const names = pairs.map((pair) => keyNames(pair.key)[0] ?? '');
  const inOrder = names.every((name, index) => index === 0 || (names[index - 1] ?? '') <= name);
  if (!sorted || pairs.length < 2 || !inOrder) return pairs.at(-1);
  const after = pairs.findLast((_, index) => (names[index] ?? '') <= key);
  return after ?? 'first';
}

/** ` = `, or the neighbour's spacing unless that aligns columns. */
export function separatorOf(document: TomlDocument, pair: AST.TOMLKeyValue | undefined): string {
  if (pair === undefined) return ' = ';
  return document.source.slice(pair.key.range[1], pair.value.range[0]) === '=' ? '=' : ' = ';
}

function nearestRelative(
  tables: readonly AST.TOMLTable[],
  path: TomlPath,
): AST.TOMLTable | undefined {
  for (let length = path.length; length > 0; length -= 1) {
    const relative = tables.findLast((table) =>
      startsWith(table.resolvedKey, path.slice(0, length)),
    );
    if (relative !== undefined) return relative;
  }
  return undefined;
}

function appendAtEnd({ source, eol }: TomlDocument, text: string): Splice {
  const kept = source.trimEnd();
  const at = source.length;
  if (kept === '') return { start: at, end: at, text: text + eol };
  // A file that ends without a line break, or in blank lines, gets a line break before the new
  // text.
  const trailing = source.slice(kept.length).split('\n').length - 1;
  return { start: at, end: at, text: eol.repeat(Math.max(0, 2 - trailing)) + text + eol };
}

/** The start of the comment lines directly above `index`, or of the line of `index` itself. */
export function attachedStart(document: TomlDocument, index: number): number {
  let start = lineStart(document, index);
  while (start > 0) {
    const above = lineStart(document, start - 1);
    if (!/^[ \t]*#/.test(document.source.slice(above, start))) return start;
    start = above;
  }
  return start;
}

/** The end of a section's last line, including a comment that follows without a blank line. */
export function sectionEnd(document: TomlDocument, table: AST.TOMLTable): number {
  const last = table.body.at(-1);
  let end = lineEnd(document, last ? last.range[1] : table.key.range[1]);
  let extended = end;
  for (;;) {
    const start = nextLine(document, extended);
    const stop = lineEnd(document, start);
    const line = document.source.slice(start, stop);
    if (start >= document.source.length || line.trim() === '') return extended;
    // A comment directly above the next header belongs to that header.
    if (!/^[ \t]*#/.test(line)) return end;
    extended = stop;
    if (stop === document.source.length) end = stop;
  }
}

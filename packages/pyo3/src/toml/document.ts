/**
 * A TOML text that is being edited: its tree, its lines, and the only function that changes it.
 */
import type { AST } from 'toml-eslint-parser';
import { Pyo3Error } from '../diagnostics/pyo3-error.ts';
import { readTree } from './locate.ts';
import { isSameValue, tableOfTree, type TomlTable } from './table.ts';

const byteOrderMark = '\uFEFF';

export interface TomlDocument {
  /** The text without the byte order mark, which the parser rejects. */
  readonly source: string;
  readonly hasByteOrderMark: boolean;
  readonly eol: '\n' | '\r\n';
  readonly tree: AST.TOMLTopLevelTable;
  readonly comments: readonly AST.Comment[];
  readonly tokens: readonly AST.Token[];
  readonly data: TomlTable;
}

/** Replaces `source.slice(start, end)` by `text`. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * @throws Pyo3Error `edit-failed` if the text is not valid TOML, or nests more deeply than cargo
 * reads.
 */
export function readDocument(text: string): TomlDocument {
  const hasByteOrderMark = text.startsWith(byteOrderMark);
  const source = hasByteOrderMark ? text.slice(1) : text;
  const tree = parseForEdit(source);
  return {
    source,
    hasByteOrderMark,
    eol: source.includes('\r\n') ? '\r\n' : '\n',
    tree,
    comments: tree.parent.comments,
    tokens: tree.parent.tokens,
    data: tableOfTree(tree),
  };
}

/**
 * Applies splices that do not overlap.
 *
 * @throws Pyo3Error `edit-failed` if the result does not parse to `intended`; the edit is then
 * discarded, whatever the file looks like.
 */
export function applySplices(
  document: TomlDocument,
  splices: readonly Splice[],
  intended: TomlTable,
): string {
  const fromTheEnd = splices.toSorted((a, b) => b.start - a.start);
  const text = fromTheEnd.reduce(
    (edited, { start, end, text: inserted }) =>
      edited.slice(0, start) + inserted + edited.slice(end),
    document.source,
  );
  const written = readIfValid(text);
  if (written === undefined || !isSameValue(written, intended)) {
    throw editFailed('the edit would not have had the intended result');
  }
  return document.hasByteOrderMark ? byteOrderMark + text : text;
}

export function editFailed(reason: string, cause?: unknown): Pyo3Error {
  return new Pyo3Error({
    code: 'edit-failed',
    message: `The file was left unchanged: ${reason}.`,
    hint: 'Make the change by hand, then run the command again.',
    cause,
  });
}

/** The index after the line break before `index`. */
export function lineStart({ source }: TomlDocument, index: number): number {
  return source.lastIndexOf('\n', index - 1) + 1;
}

/** The index of the line break after `index` (of its `\r`, if any), or the end of the text. */
export function lineEnd({ source }: TomlDocument, index: number): number {
  const newline = source.indexOf('\n', index);
  if (newline === -1) return source.length;
  return source[newline - 1] === '\r' && newline > index ? newline - 1 : newline;
}

/** The index after the line break that ends the line of `index`, or the end of the text. */
export function nextLine(document: TomlDocument, index: number): number {
  const newline = document.source.indexOf('\n', index);
  return newline === -1 ? document.source.length : newline + 1;
}

/** The whitespace before the first character of the line of `index`. */
export function indentAt(document: TomlDocument, index: number): string {
  return /^[ \t]*/.exec(document.source.slice(lineStart(document, index)))?.[0] ?? '';
}

/** Whether only whitespace precedes `index` on its line. */
export function startsLine(document: TomlDocument, index: number): boolean {
  return /^[ \t]*$/.test(document.source.slice(lineStart(document, index), index));
}

function parseForEdit(source: string): AST.TOMLTopLevelTable {
  try {
    return readTree(source);
  } catch (error) {
    throw editFailed('it is not valid TOML', error);
  }
}

function readIfValid(text: string): TomlTable | undefined {
  try {
    return tableOfTree(readTree(text));
  } catch {
    // The caller discards the edit.
    return undefined;
  }
}

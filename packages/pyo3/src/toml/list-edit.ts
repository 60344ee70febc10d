/**
 * Splices for comma-separated items between brackets: the elements of an array and the pairs of an
 * inline table. The layout (one line, or one item per line) and the use of a trailing comma are
 * kept.
 */
import type { AST } from 'toml-eslint-parser';
import {
  indentAt,
  lineEnd,
  lineStart,
  nextLine,
  startsLine,
  type Splice,
  type TomlDocument,
} from './document.ts';

export type ListNode = AST.TOMLArray | AST.TOMLInlineTable;

/** Inserts `text` as the item with this index; the items from there on follow it. */
export function insertItem(
  document: TomlDocument,
  list: ListNode,
  index: number,
  text: string,
): Splice {
  const items = itemsOf(list);
  const previous = items[index - 1];
  if (items.length === 0) return insertFirst(document, list, text);
  const onePerLine = items.every((item) => startsLine(document, item.range[0]));
  if (onePerLine) {
    return previous === undefined
      ? insertLineAtTop(document, list, text)
      : insertLineAfter(document, list, previous, text);
  }
  const [first] = items;
  if (previous === undefined && first) return insertAt(first.range[0], `${text}, `);
  return insertAt(previous?.range[1] ?? list.range[0] + 1, `, ${text}`);
}

/** Removes the item with this index, with its line if it has one of its own. */
export function removeItem(document: TomlDocument, list: ListNode, index: number): Splice {
  const items = itemsOf(list);
  const item = items[index];
  const previous = items[index - 1];
  const next = items[index + 1];
  if (item === undefined) return insertAt(list.range[0], '');
  const [start, end] = item.range;
  const closing = list.range[1] - 1;
  const hasOwnLine =
    startsLine(document, start) &&
    lineEnd(document, end) < closing &&
    (next === undefined || next.range[0] > lineEnd(document, end));
  if (hasOwnLine) return removeLine(document, item, previous);
  if (next !== undefined) return { start, end: next.range[0], text: '' };
  if (previous !== undefined) return { start: previous.range[1], end, text: '' };
  return { start, end: commaAfter(document, end)?.range[1] ?? end, text: '' };
}

function itemsOf(list: ListNode): readonly (AST.TOMLContentNode | AST.TOMLKeyValue)[] {
  return list.type === 'TOMLArray' ? list.elements : list.body;
}

function insertFirst(document: TomlDocument, list: ListNode, text: string): Splice {
  const opening = list.range[0] + 1;
  const closing = list.range[1] - 1;
  const inside = document.source.slice(opening, closing);
  if (!inside.includes('\n')) {
    return { start: opening, end: closing, text: list.type === 'TOMLArray' ? text : ` ${text} ` };
  }
  const start = lineStart(document, closing);
  const indent = `${indentAt(document, closing)}    `;
  return insertAt(start, `${indent}${text},${document.eol}`);
}

function insertLineAtTop(document: TomlDocument, list: ListNode, text: string): Splice {
  const first = itemsOf(list)[0]?.range[0] ?? list.range[1];
  const at = lineEnd(document, list.range[0]);
  return insertAt(at, `${document.eol}${indentAt(document, first)}${text},`);
}

function insertLineAfter(
  document: TomlDocument,
  list: ListNode,
  previous: AST.HasLocs,
  text: string,
): Splice {
  const { eol, source } = document;
  const [start, end] = previous.range;
  const line = `${eol}${indentAt(document, start)}${text}`;
  const comma = commaAfter(document, end);
  const after = comma?.range[1] ?? end;
  const closing = list.range[1] - 1;
  // The closing bracket may share the line of the last item.
  const stop = Math.min(lineEnd(document, after), closing);
  if (comma !== undefined) {
    return insertAt(stop === closing ? after : stop, `${line},`);
  }
  const at = stop === closing ? end : stop;
  return { start: end, end: at, text: `,${source.slice(end, at)}${line}` };
}

function removeLine(
  document: TomlDocument,
  item: AST.HasLocs,
  previous: AST.HasLocs | undefined,
): Splice {
  const [itemStart, itemEnd] = item.range;
  const start = lineStart(document, itemStart);
  const end = nextLine(document, commaAfter(document, itemEnd)?.range[1] ?? itemEnd);
  const isLastWithoutComma = commaAfter(document, itemEnd) === undefined;
  const comma = previous && commaAfter(document, previous.range[1]);
  if (!isLastWithoutComma || comma === undefined) return { start, end, text: '' };
  // The new last item loses its comma as well.
  return { start: comma.range[0], end, text: document.source.slice(comma.range[1], start) };
}

function commaAfter(document: TomlDocument, index: number): AST.Token | undefined {
  const next = document.tokens.find((token) => token.range[0] >= index);
  return next?.value === ',' ? next : undefined;
}

function insertAt(index: number, text: string): Splice {
  return { start: index, end: index, text };
}

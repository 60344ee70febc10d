/**
 * Edits of a TOML text that keep every other byte: comments, blank lines, line breaks, the byte
 * order mark, the layout of arrays. Each edit is one splice; its result is parsed again and
 * compared with the intended data. An edit whose result already exists returns the identical text.
 *
 * All of them throw Pyo3Error `edit-failed` if the text is not valid TOML, or has something else at
 * the edit's position.
 */
import type { AST } from 'toml-eslint-parser';
import { valueAt, withValueAt } from './data-path.ts';
import { applySplices, editFailed, readDocument, type TomlDocument } from './document.ts';
import { isArray } from './fields.ts';
import { dottedPairs, headerOf, isInsideInline, keySplice } from './key-splice.ts';
import { insertItem, removeItem } from './list-edit.ts';
import { findNode, type TomlPath } from './locate.ts';
import { isTable, type TomlTable, type TomlValue } from './parse.ts';
import { renderKey, renderValue, type EditValue, type QuoteStyle } from './render-value.ts';
import { isSameValue } from './table.ts';
import { insertSection, removePair } from './table-edit.ts';

export interface InsertOptions {
  /** Inserts in order if the table's keys are sorted; otherwise the key becomes last. */
  readonly sorted?: boolean;
}

/**
 * Adds `key = value` to a table: a section, an inline table, or one implied by dotted keys. A
 * missing table is created as a section. Several segments make a dotted key: `['serde',
 * 'workspace']`.
 */
export function insertKey(
  text: string,
  tablePath: TomlPath,
  key: string | readonly string[],
  value: EditValue,
  options: InsertOptions = {},
): string {
  const document = readDocument(text);
  const keyPath = typeof key === 'string' ? [key] : key;
  const path = [...tablePath, ...keyPath];
  const current = valueAt(document.data, path);
  if (current !== undefined) {
    if (isSameValue(current, value)) return text;
    throw editFailed(`"${path.join('.')}" already exists with another value`);
  }
  const splice = keySplice(document, tablePath, keyPath, value, options.sorted ?? false);
  return applySplices(document, [splice], withValueAt(document.data, path, value));
}

/** Sets a key's value, in place if the key exists; otherwise as `insertKey` does. */
export function setValue(text: string, path: TomlPath, value: EditValue): string {
  const document = readDocument(text);
  const current = valueAt(document.data, path);
  if (current === undefined) return insertKey(text, path.slice(0, -1), lastKey(path), value);
  if (isSameValue(current, value)) return text;
  const node = findNode(document.tree, path);
  if (node === undefined || node.type === 'TOMLTable') {
    throw editFailed(`"${path.join('.')}" is a section and cannot become a value`);
  }
  const [start, end] = node.range;
  const splice = { start, end, text: renderValue(value, quotesOf([node])) };
  return applySplices(document, [splice], withValueAt(document.data, path, value));
}

/**
 * Adds an element to an array, in order if its elements are sorted strings, otherwise last. A
 * missing array is created. Nothing changes if the array already contains the element.
 */
export function appendToArray(text: string, path: TomlPath, value: EditValue): string {
  const document = readDocument(text);
  const current = valueAt(document.data, path);
  if (current === undefined) return insertKey(text, path.slice(0, -1), lastKey(path), [value]);
  if (!isArray(current)) throw editFailed(`"${path.join('.')}" is not an array`);
  if (current.some((element) => isSameValue(element, value))) return text;
  const node = arrayNode(document, path);
  const index = positionOfElement(current, value);
  const splice = insertItem(document, node, index, renderValue(value, quotesOf(node.elements)));
  const intended = [...current.slice(0, index), value, ...current.slice(index)];
  return applySplices(document, [splice], withValueAt(document.data, path, intended));
}

/** Removes every matching element from an array. */
export function removeFromArray(
  text: string,
  path: TomlPath,
  matches: (element: TomlValue) => boolean,
): string {
  const document = readDocument(text);
  const current = valueAt(document.data, path);
  if (!isArray(current)) return text;
  const index = current.findIndex(matches);
  if (index === -1) return text;
  const splice = removeItem(document, arrayNode(document, path), index);
  const intended = current.filter((_, position) => position !== index);
  const edited = applySplices(document, [splice], withValueAt(document.data, path, intended));
  return removeFromArray(edited, path, matches);
}

/**
 * Removes a key with its line; a table of dotted keys is removed with all of them. No section is
 * removed.
 */
export function removeKey(text: string, path: TomlPath): string {
  const document = readDocument(text);
  if (valueAt(document.data, path) === undefined) return text;
  const splices = pairsOf(document, path).map((pair) =>
    pair.parent.type === 'TOMLInlineTable'
      ? removeItem(document, pair.parent, pair.parent.body.indexOf(pair))
      : removePair(document, pair),
  );
  return applySplices(document, splices, withoutKey(document, path));
}

/** Creates a table if it does not exist: a section, or `{}` inside an inline table. */
export function ensureTable(text: string, path: TomlPath): string {
  const document = readDocument(text);
  const current = valueAt(document.data, path);
  if (isTable(current)) return text;
  if (current !== undefined) throw editFailed(`"${path.join('.')}" is not a table`);
  if (isInsideInline(document.tree, path)) {
    return insertKey(text, path.slice(0, -1), lastKey(path), {});
  }
  const splice = insertSection(document, path, [`[${headerOf(path)}]`]);
  return applySplices(document, [splice], withValueAt(document.data, path, {}));
}

/** Adds a table to an array of tables, as `[[path]]` unless the array is written with brackets. */
export function appendTable(
  text: string,
  path: TomlPath,
  table: Readonly<Record<string, EditValue>>,
): string {
  const document = readDocument(text);
  const current = valueAt(document.data, path) ?? [];
  if (!isArray(current)) throw editFailed(`"${path.join('.')}" is not an array of tables`);
  if (current.some((element) => isSameValue(element, table))) return text;
  if (findNode(document.tree, path) !== undefined) return appendToArray(text, path, table);
  const lines = Object.entries(table).map(
    ([key, value]) => `${renderKey([key])} = ${renderValue(value)}`,
  );
  const splice = insertSection(document, path, [`[[${headerOf(path)}]]`, ...lines]);
  return applySplices(document, [splice], withValueAt(document.data, path, [...current, table]));
}

function arrayNode(document: TomlDocument, path: TomlPath): AST.TOMLArray {
  const node = findNode(document.tree, path);
  if (node?.type === 'TOMLArray') return node;
  throw editFailed(`"${path.join('.')}" is an array of [[sections]]`);
}

function positionOfElement(elements: readonly TomlValue[], value: EditValue): number {
  const texts = elements.filter((element) => typeof element === 'string');
  const inOrder = texts.every((text, index) => index === 0 || (texts[index - 1] ?? '') <= text);
  const sortable =
    typeof value === 'string' && texts.length === elements.length && texts.length > 1;
  if (!sortable || !inOrder) return elements.length;
  const next = texts.findIndex((text) => text > value);
  return next === -1 ? elements.length : next;
}

/** The quote style that all strings among the nodes share; basic if they differ. */
function quotesOf(nodes: readonly AST.TOMLContentNode[]): QuoteStyle {
  const strings = nodes.filter((node) => node.type === 'TOMLValue' && node.kind === 'string');
  const isLiteral = strings.every((node) => 'style' in node && node.style === 'literal');
  return strings.length > 0 && isLiteral ? 'literal' : 'basic';
}

/** The pair whose value is at `path`, or the dotted pairs that make it up. */
function pairsOf(document: TomlDocument, path: TomlPath): readonly AST.TOMLKeyValue[] {
  const node = findNode(document.tree, path);
  const isValue = node !== undefined && node.type !== 'TOMLTable';
  if (isValue && node.parent.type === 'TOMLKeyValue') return [node.parent];
  const dotted = node === undefined ? dottedPairs(document.tree, path) : [];
  if (dotted.length > 0) return dotted.map(({ pair }) => pair);
  throw editFailed(`"${path.join('.')}" is a section or an element and not a key`);
}

/** The data without a key, and without the tables that only its own dots implied. */
function withoutKey(document: TomlDocument, path: TomlPath): TomlTable {
  let data = withValueAt(document.data, path, undefined);
  for (let length = path.length - 1; length > 0; length -= 1) {
    const outer = path.slice(0, length);
    const table = valueAt(data, outer);
    const isEmpty = isTable(table) && Object.values(table).every((value) => value === undefined);
    if (!isEmpty || findNode(document.tree, outer) !== undefined) return data;
    data = withValueAt(data, outer, undefined);
  }
  return data;
}

function lastKey(path: TomlPath): string {
  const last = path.at(-1);
  if (typeof last === 'string') return last;
  throw editFailed('an element of an array has no key');
}

/**
 * Edits of a TOML text that leave every other byte as it is: comments, blank lines, line breaks,
 * the byte order mark, the layout of arrays. Each edit is one splice; its result is parsed again and
 * compared with what was intended. An edit whose result is there already returns the identical text.
 *
 * All of them throw Pyo3Error `edit-failed` when the text is no TOML, or when it has something else
 * where the edit belongs.
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
  /** Keep the table's keys in order if they are in order already; otherwise the key becomes last. */
  readonly sorted?: boolean;
}

/**
 * Adds `key = value` to a table: a section, an inline table, or one made of dotted keys. A missing
 * table becomes a section. Several parts make a dotted key: `['serde', 'workspace']`.
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
    throw editFailed(`"${path.join('.')}" is there already, with another value`);
  }
  const splice = keySplice(document, tablePath, keyPath, value, options.sorted ?? false);
  return applySplices(document, [splice], withValueAt(document.data, path, value));
}

/** Gives a key its value, in place if it has one; otherwise as `insertKey` does. */
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
 * Adds an element to an array, in order if its elements are strings in order, otherwise last.
 * A missing array is made. Nothing happens when it has the element.
 */
export function appendToArray(text: string, path: TomlPath, value: EditValue): string {
  const document = readDocument(text);
  const current = valueAt(document.data, path);
  if (current === undefined) return insertKey(text, path.slice(0, -1), lastKey(path), [value]);
  if (!isArray(current)) throw editFailed(`"${path.join('.')}" is no array`);
  if (current.some((element) => isSameValue(element, value))) return text;
  const node = arrayNode(document, path);
  const index = placeOfElement(current, value);
  const splice = insertItem(document, node, index, renderValue(value, quotesOf(node.elements)));
  const intended = [...current.slice(0, index), value, ...current.slice(index)];
  return applySplices(document, [splice], withValueAt(document.data, path, intended));
}

/** Takes every element that matches out of an array. */
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

/** Takes a key away, with its line; one made of dotted keys with all of them. No section is removed. */
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

/** Makes a table if there is none: a section, or `{}` inside an inline table. */
export function ensureTable(text: string, path: TomlPath): string {
  const document = readDocument(text);
  const current = valueAt(document.data, path);
  if (isTable(current)) return text;
  if (current !== undefined) throw editFailed(`"${path.join('.')}" is no table`);
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
  if (!isArray(current)) throw editFailed(`"${path.join('.')}" is no array of tables`);
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

function placeOfElement(elements: readonly TomlValue[], value: EditValue): number {
  const texts = elements.filter((element) => typeof element === 'string');
  const inOrder = texts.every((text, index) => index === 0 || (texts[index - 1] ?? '') <= text);
  const sortable =
    typeof value === 'string' && texts.length === elements.length && texts.length > 1;
  if (!sortable || !inOrder) return elements.length;
  const next = texts.findIndex((text) => text > value);
  return next === -1 ? elements.length : next;
}

/** The style that all strings among the nodes share; basic when they have none in common. */
function quotesOf(nodes: readonly AST.TOMLContentNode[]): QuoteStyle {
  const strings = nodes.filter((node) => node.type === 'TOMLValue' && node.kind === 'string');
  const isLiteral = strings.every((node) => 'style' in node && node.style === 'literal');
  return strings.length > 0 && isLiteral ? 'literal' : 'basic';
}

/** The one pair that has the value at `path`, or the dotted ones that make it up. */
function pairsOf(document: TomlDocument, path: TomlPath): readonly AST.TOMLKeyValue[] {
  const node = findNode(document.tree, path);
  const isValue = node !== undefined && node.type !== 'TOMLTable';
  if (isValue && node.parent.type === 'TOMLKeyValue') return [node.parent];
  const dotted = node === undefined ? dottedPairs(document.tree, path) : [];
  if (dotted.length > 0) return dotted.map(({ pair }) => pair);
  throw editFailed(`"${path.join('.')}" is a section or an element, and not a key`);
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

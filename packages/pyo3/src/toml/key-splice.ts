/**
 * The position of a table's new key, for each way in which TOML can write tables.
 */
import type { AST } from 'toml-eslint-parser';
import { editFailed, type Splice, type TomlDocument } from './document.ts';
import { insertItem } from './list-edit.ts';
import { findNode, keyNames, startsWith, type TomlPath } from './locate.ts';
import { renderKey, renderValue, type EditValue } from './render-value.ts';
import {
  insertLineAfterHeader,
  insertLineAfterPair,
  insertRootLine,
  insertSection,
  positionOfKey,
  separatorOf,
} from './table-edit.ts';

/** The splice for `key = value` in the table at `tablePath`, which does not contain the key. */
export function keySplice(
  document: TomlDocument,
  tablePath: TomlPath,
  key: readonly string[],
  value: EditValue,
  sorted: boolean,
): Splice {
  const { tree } = document;
  const inline = nearestInline(tree, tablePath);
  if (inline !== undefined) {
    const names = stringsOf([...tablePath.slice(inline.depth), ...key]);
    const item = `${renderKey(names)} = ${renderValue(value)}`;
    return insertItem(document, inline.node, inline.node.body.length, item);
  }
  const table = findNode(tree, tablePath);
  if (table?.type === 'TOMLTable' || tablePath.length === 0) {
    const pairs = table?.type === 'TOMLTable' ? table.body : rootPairs(tree);
    const position = positionOfKey(pairs, key[0] ?? '', sorted);
    const neighbour = position === 'first' ? pairs[0] : position;
    const line = renderKey(key) + separatorOf(document, neighbour) + renderValue(value);
    if (position !== undefined && position !== 'first')
      return insertLineAfterPair(document, position, line);
    return table?.type === 'TOMLTable'
      ? insertLineAfterHeader(document, table, line)
      : insertRootLine(document, line);
  }
  if (table !== undefined) throw editFailed(`"${tablePath.join('.')}" is not a table`);
  const dotted = dottedPairs(tree, tablePath).at(-1);
  if (dotted !== undefined) {
    const names = stringsOf([...tablePath.slice(dotted.depth), ...key]);
    const line = renderKey(names) + separatorOf(document, dotted.pair) + renderValue(value);
    return insertLineAfterPair(document, dotted.pair, line);
  }
  const line = `${renderKey(key)} = ${renderValue(value)}`;
  return insertSection(document, tablePath, [`[${headerOf(tablePath)}]`, line]);
}

/** A pair outside of inline tables whose dotted key implies the table at a path. */
export interface DottedPair {
  readonly pair: AST.TOMLKeyValue;
  /** The path length of the section that contains it. */
  readonly depth: number;
}

/**
 * The pairs that imply the table at `path`: `serde.workspace = true` implies `dependencies.serde`.
 */
export function dottedPairs(tree: AST.TOMLTopLevelTable, path: TomlPath): readonly DottedPair[] {
  return tree.body.flatMap((child) => {
    const prefix = child.type === 'TOMLTable' ? child.resolvedKey : [];
    const pairs = child.type === 'TOMLTable' ? child.body : [child];
    if (prefix.length >= path.length) return [];
    return pairs
      .filter((pair) => {
        const full = [...prefix, ...keyNames(pair.key)];
        return full.length > path.length && startsWith(full, path);
      })
      .map((pair) => ({ pair, depth: prefix.length }));
  });
}

/** Whether a table on the way to `path` is an inline table. */
export function isInsideInline(tree: AST.TOMLTopLevelTable, path: TomlPath): boolean {
  return nearestInline(tree, path) !== undefined;
}

/** The name in a section's header. */
export function headerOf(path: TomlPath): string {
  return renderKey(path.filter((part) => typeof part === 'string'));
}

function nearestInline(
  tree: AST.TOMLTopLevelTable,
  path: TomlPath,
): { readonly node: AST.TOMLInlineTable; readonly depth: number } | undefined {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const node = findNode(tree, path.slice(0, depth));
    if (node?.type === 'TOMLInlineTable') return { node, depth };
    if (node !== undefined) return undefined;
  }
  return undefined;
}

function rootPairs(tree: AST.TOMLTopLevelTable): readonly AST.TOMLKeyValue[] {
  return tree.body.filter((child) => child.type === 'TOMLKeyValue');
}

function stringsOf(path: TomlPath): readonly string[] {
  const names = path.filter((part) => typeof part === 'string');
  if (names.length === path.length) return names;
  throw editFailed(`"${path.join('.')}" names an element that does not exist`);
}

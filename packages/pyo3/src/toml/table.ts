/**
 * TOML as plain data. A table has no prototype, so a name from a file never finds inherited
 * properties: no `constructor`, no `toString`, and no `__proto__` to write through.
 */
import { isDeepStrictEqual } from 'node:util';
import type { AST } from 'toml-eslint-parser';

export type TomlValue =
  string | number | bigint | boolean | Date | readonly TomlValue[] | TomlTable;

export interface TomlTable {
  readonly [key: string]: TomlValue | undefined;
}

/** A table under construction. */
interface Draft {
  [key: string]: DraftValue;
}
type DraftValue = string | number | bigint | boolean | Date | DraftValue[] | Draft;

/** An object without a prototype, for names that come from a file. */
export function recordOf<T>(entries: Iterable<readonly [string, T]>): Record<string, T> {
  const record = Object.create(null) as Record<string, T>;
  for (const [key, value] of entries) record[key] = value;
  return record;
}

/** Whether a value is a table, as opposed to an array, a date or a scalar. */
export function isTable(value: TomlValue | undefined): value is TomlTable {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
  );
}

/** The same data in tables without a prototype and without undefined fields. */
export function plainTable(table: TomlTable): TomlTable {
  const plain: Record<string, TomlValue> = recordOf([]);
  for (const [key, value] of Object.entries(table)) {
    if (value !== undefined) plain[key] = plainValue(value);
  }
  return plain;
}

/** Whether two values are equal by content. */
export function isSameValue(one: TomlValue, other: TomlValue): boolean {
  return isDeepStrictEqual(plainValue(one), plainValue(other));
}

function plainValue(value: TomlValue): TomlValue {
  if (isList(value)) return value.map(plainValue);
  return isTable(value) ? plainTable(value) : value;
}

/**
 * The data of a syntax tree. (toml-eslint-parser's own `getStaticTOMLValue` creates objects with a
 * prototype, and writes `[__proto__]` into the prototype of all of them.)
 */
export function tableOfTree(tree: AST.TOMLTopLevelTable): TomlTable {
  const root: Draft = recordOf([]);
  for (const node of tree.body) {
    if (node.type === 'TOMLKeyValue') addPair(root, node);
    else {
      const table = openTable(root, node.resolvedKey);
      for (const pair of node.body) addPair(table, pair);
    }
  }
  return root;
}

function addPair(table: Draft, { key, value }: AST.TOMLKeyValue): void {
  const names = key.keys.map((part) => (part.type === 'TOMLBare' ? part.name : part.value));
  const owner = openTable(table, names.slice(0, -1));
  owner[names.at(-1) ?? ''] = valueOfNode(value);
}

function valueOfNode(node: AST.TOMLContentNode): DraftValue {
  switch (node.type) {
    case 'TOMLArray':
      return node.elements.map(valueOfNode);
    case 'TOMLInlineTable': {
      const table: Draft = recordOf([]);
      for (const pair of node.body) addPair(table, pair);
      return table;
    }
    case 'TOMLValue':
      return node.value;
  }
}

/**
 * The table at a path, with missing tables created on the way; a number is an index of
 * `[[tables]]`.
 */
function openTable(table: Draft, path: readonly (string | number)[]): Draft {
  let here = table;
  for (const [depth, name] of path.entries()) {
    if (typeof name === 'number') continue;
    const known = here[name];
    const index = path[depth + 1];
    if (typeof index === 'number') {
      const list = Array.isArray(known) ? known : [];
      here[name] = list;
      here = list[index] = draftOf(list[index]);
    } else {
      here = here[name] = draftOf(known);
    }
  }
  return here;
}

function draftOf(value: DraftValue | undefined): Draft {
  const isDraft = typeof value === 'object' && !Array.isArray(value) && !(value instanceof Date);
  return isDraft ? value : recordOf([]);
}

function isList(value: TomlValue): value is readonly TomlValue[] {
  return Array.isArray(value);
}

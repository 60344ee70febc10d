/**
 * Finds where a key or value is written in a TOML text.
 */
import { parseTOML, type AST } from 'toml-eslint-parser';
import { findExcess } from './nesting.ts';

/** Keys, and indices of arrays and of `[[tables]]`, from the root of the document. */
export type TomlPath = readonly (string | number)[];

/**
 * A half-open span of the text, in UTF-16 units; the `line` and `column` of its start count from 1.
 */
export interface TomlSpan {
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly column: number;
}

/** A node of the document that represents a path: a header's table, or a value. */
export type TomlNode = AST.TOMLTable | AST.TOMLContentNode;

/**
 * The tables and top-level pairs of the syntax tree. The text must be valid TOML 1.1 without a BOM,
 * and must not nest more deeply than cargo reads; anything else throws.
 */
export function readTree(text: string): AST.TOMLTopLevelTable {
  const deep = findExcess(text);
  if (deep !== undefined) throw new RangeError(`line ${String(deep.line)}: ${deep.what}`);
  return parseTOML(text, { tomlVersion: '1.1' }).body[0];
}

/**
 * The position of the value (or the table's header) at `path`, for a message. Falls back to the
 * nearest written ancestor, and to `undefined` if there is none or the text is not valid TOML.
 */
export function locateNearest(text: string, path: TomlPath): TomlSpan | undefined {
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const tree = parseQuietly(source);
  if (tree === undefined) return isLong(source) ? lineOfKey(source, path) : undefined;
  for (let length = path.length; length > 0; length -= 1) {
    const node = findNode(tree, path.slice(0, length));
    if (node !== undefined) return spanOf(node);
  }
  return undefined;
}

/** toml-eslint-parser fails for a string of more than some 120,000 letters, which cargo and uv read. */
function isLong(text: string): boolean {
  return text.length > 100_000;
}

/** The first line that begins with the innermost key of the path that any line begins with. */
function lineOfKey(text: string, path: TomlPath): TomlSpan | undefined {
  const lines = text.split('\n');
  for (const key of path.toReversed().filter((part) => typeof part === 'string')) {
    const begins = [key, `"${key}"`, `'${key}'`, `[${key}]`];
    const isIt = (line: string) => {
      const found = begins.find((one) => line.startsWith(one));
      return found !== undefined && /^\s*([=.]|$)/.test(line.slice(found.length, found.length + 9));
    };
    const index = lines.findIndex((line) => isIt(line.trimStart()));
    if (index === -1) continue;
    const start = lines.slice(0, index).reduce((length, line) => length + line.length + 1, 0);
    return { start, end: start + (lines[index]?.length ?? 0), line: index + 1, column: 1 };
  }
  return undefined;
}

/**
 * The node at `path`: a value, or the table of a header. `undefined` if it is absent, and for a
 * table that only dotted keys or headers of sub-tables imply.
 */
export function findNode(tree: AST.TOMLTopLevelTable, path: TomlPath): TomlNode | undefined {
  for (const child of tree.body) {
    const found =
      child.type === 'TOMLTable' ? findInTable(child, path) : findInPair(child, [], path);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The names of a key: `a."b".c` gives `['a', 'b', 'c']`. */
export function keyNames(key: AST.TOMLKey): readonly string[] {
  return key.keys.map((part) => (part.type === 'TOMLBare' ? part.name : part.value));
}

export function startsWith(path: TomlPath, prefix: TomlPath): boolean {
  return prefix.length <= path.length && prefix.every((part, index) => part === path[index]);
}

function findInTable(table: AST.TOMLTable, path: TomlPath): TomlNode | undefined {
  if (!startsWith(path, table.resolvedKey)) return undefined;
  if (path.length === table.resolvedKey.length) return table;
  return firstFound(table.body, (pair) => findInPair(pair, table.resolvedKey, path));
}

function findInPair(
  pair: AST.TOMLKeyValue,
  prefix: TomlPath,
  path: TomlPath,
): TomlNode | undefined {
  const full = [...prefix, ...keyNames(pair.key)];
  return startsWith(path, full) ? findInValue(pair.value, path.slice(full.length)) : undefined;
}

function findInValue(value: AST.TOMLContentNode, rest: TomlPath): TomlNode | undefined {
  const [first, ...others] = rest;
  if (first === undefined) return value;
  if (value.type === 'TOMLArray' && typeof first === 'number') {
    const element = value.elements[first];
    return element && findInValue(element, others);
  }
  if (value.type === 'TOMLInlineTable') {
    return firstFound(value.body, (pair) => findInPair(pair, [], rest));
  }
  return undefined;
}

function firstFound<T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

function spanOf(node: TomlNode): TomlSpan {
  const { start } = node.loc;
  return {
    start: node.range[0],
    end: node.range[1],
    line: start.line,
    column: start.column + 1,
  };
}

function parseQuietly(text: string): AST.TOMLTopLevelTable | undefined {
  try {
    return readTree(text);
  } catch {
    // Only a position was requested; the syntax error has already been reported.
    return undefined;
  }
}

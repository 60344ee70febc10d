/**
 * The items of a Rust file or module: their names, attributes and positions.
 */
import type { SyntaxNode } from '@lezer/common';
import { childrenOf, type RustSource } from './parse.ts';

export interface RustAttribute {
  /** The attribute's name, such as `pymodule` for `#[pyo3::pymodule(name = "x")]`. */
  readonly name: string;
  /** The text between the brackets. */
  readonly text: string;
}

export interface RustItem {
  /**
   * The grammar's name of the node: `FunctionItem`, `ModItem`, `UseDeclaration`, `StructItem`, …
   */
  readonly kind: string;
  /** The names that it defines in its scope; several for a `use` of several, none for an `impl`. */
  readonly names: readonly string[];
  readonly attributes: readonly RustAttribute[];
  /** The item itself, without its attributes. */
  readonly node: SyntaxNode;
  /** The range starting at the first attribute. */
  readonly from: number;
  readonly to: number;
}

/** The items of a file, or of a module's body, in source order. */
export function itemsOf(source: RustSource, scope: SyntaxNode): readonly RustItem[] {
  return childrenOf(scope).flatMap((node) => itemOf(source, node));
}

/** The value of a key in an attribute, such as `name` in `pyo3(name = "x")`; only plain strings. */
export function stringInAttribute({ text }: RustAttribute, key: string): string | undefined {
  return new RegExp(`\\b${key}\\s*=\\s*"([^"\\\\]*)"`).exec(text)?.[1];
}

export function textOf({ text }: RustSource, { from, to }: { from: number; to: number }): string {
  return text.slice(from, to);
}

/** The lines that end right before a place, from the last one upwards, as long as they are wanted. */
export function linesAbove(
  { text }: RustSource,
  place: number,
  isWanted: (line: string) => boolean,
): readonly string[] {
  const found: string[] = [];
  for (let end = place; end > 0 && text[end - 1] === '\n';) {
    const start = text.lastIndexOf('\n', end - 2) + 1;
    const line = text.slice(start, end);
    if (!isWanted(line)) break;
    found.push(line);
    end = start;
  }
  return found;
}

function itemOf(source: RustSource, node: SyntaxNode): readonly RustItem[] {
  if (node.name !== 'AttributeItem') return describe(source, node, node.from, []);
  const parts = childrenOf(node);
  const item = parts.at(-1);
  if (item === undefined || item.name === 'Attribute') return [];
  const attributes = parts
    .filter(({ name }) => name === 'Attribute')
    .map((attribute) => readAttribute(source, attribute));
  return describe(source, item, node.from, attributes);
}

function describe(
  source: RustSource,
  node: SyntaxNode,
  from: number,
  attributes: readonly RustAttribute[],
): readonly RustItem[] {
  // Inner attributes and the braces of a module are not items.
  if (!/(Item|Declaration|Definition|Invocation)$/.test(node.name)) return [];
  const names = node.name === 'UseDeclaration' ? usedNames(source, node) : ownName(source, node);
  return [{ kind: node.name, names, attributes, node, from, to: node.to }];
}

function ownName(source: RustSource, node: SyntaxNode): readonly string[] {
  if (node.name === 'ImplItem') return [];
  const name = childrenOf(node).find((child) =>
    ['BoundIdentifier', 'TypeIdentifier', 'MacroIdentifier'].includes(child.name),
  );
  return name === undefined ? [] : [textOf(source, name)];
}

/** The names that a `use` brings into scope; those of a `*` cannot be determined. */
function usedNames(source: RustSource, use: SyntaxNode): readonly string[] {
  const names: string[] = [];
  use.cursor().iterate(({ name, node }) => {
    if (name === 'BoundIdentifier' && node.nextSibling?.name !== 'as') {
      names.push(textOf(source, node));
    }
  });
  return names;
}

function readAttribute(source: RustSource, node: SyntaxNode): RustAttribute {
  const text = textOf(source, node)
    .replace(/^#!?\[/, '')
    .replace(/\]$/, '')
    .trim();
  const path = /^[\w:\s]+/.exec(text)?.[0].trim() ?? '';
  return { name: path.split('::').at(-1)?.trim() ?? '', text };
}

/**
 * The functions in a crate's root file that other crates can call.
 */
import type { SyntaxNode } from '@lezer/common';
import { itemsOf, linesAbove, textOf, type RustItem } from './items.ts';
import { childrenOf, type RustSource } from './parse.ts';

export interface RustParameter {
  /** Absent for a pattern, and for a raw identifier (`r#…`). */
  readonly name?: string;
  readonly type: SyntaxNode;
}

export interface PublicFunction {
  readonly name: string;
  /** The first line of its documentation. */
  readonly doc?: string;
  readonly parameters: readonly RustParameter[];
  /** Absent if it returns nothing. */
  readonly returns?: SyntaxNode;
  /** Why it cannot be called like an ordinary function, as a clause that follows its name. */
  readonly special?: string;
}

/** The functions in source order, without those that macros generate. */
export function publicFunctions(source: RustSource): readonly PublicFunction[] {
  return itemsOf(source, source.tree.topNode)
    .filter(({ kind, node }) => kind === 'FunctionItem' && isPublic(source, node))
    .map((item) => publicFunction(source, item));
}

/** A `pub(crate)` function is only visible in the crate itself. */
function isPublic(source: RustSource, node: SyntaxNode): boolean {
  const visibility = node.getChild('Vis');
  return visibility !== null && textOf(source, visibility) === 'pub';
}

function publicFunction(source: RustSource, item: RustItem): PublicFunction {
  const { node } = item;
  const parts = childrenOf(node);
  const arrow = parts.findIndex(({ name }) => name === '->');
  const returns = arrow === -1 ? undefined : parts[arrow + 1];
  const doc = docLine(source, item);
  const special = whatIsSpecial(item);
  const parameters = node.getChild('ParamList')?.getChildren('Parameter') ?? [];
  return {
    name: item.names[0] ?? '',
    ...(doc === undefined ? {} : { doc }),
    parameters: parameters.flatMap((one) => parameterOf(source, one)),
    ...(returns === undefined || returns.name === 'UnitType' ? {} : { returns }),
    ...(special === undefined ? {} : { special }),
  };
}

function parameterOf(source: RustSource, node: SyntaxNode): readonly RustParameter[] {
  const parts = childrenOf(node).filter(({ name }) => name !== 'mut');
  const [pattern, , type] = parts;
  if (pattern === undefined || type === undefined) return [];
  return pattern.name === 'BoundIdentifier'
    ? [{ name: textOf(source, pattern), type }]
    : [{ type }];
}

function whatIsSpecial({ node, attributes }: RustItem): string | undefined {
  const has = (...names: readonly string[]) => names.some((name) => node.getChild(name) !== null);
  if (has('unsafe')) return 'is unsafe';
  if (has('async')) return 'is async';
  if (has('TypeParamList', 'WhereClause')) return 'has type parameters or its own lifetimes';
  if (attributes.some(({ name }) => name === 'cfg' || name === 'cfg_attr')) {
    return 'does not exist in every build (#[cfg])';
  }
  return attributes.some(({ name }) => name === 'deprecated') ? 'is deprecated' : undefined;
}

/** Of the comments right above it; `#[doc = "…"]` is not read. */
function docLine(source: RustSource, { from }: RustItem): string | undefined {
  const start = source.text.lastIndexOf('\n', from - 1) + 1;
  if (source.text.slice(start, from).trim() !== '') return undefined;
  const above = linesAbove(source, start, (line) => /^[ \t]*\/\/\//.test(line));
  const line = above
    .at(-1)
    ?.replace(/^[ \t]*\/\/\//, '')
    .trim();
  return line === '' ? undefined : line;
}

/** Adds code to a Rust file: an item with its test, or a `mod` declaration for a separate file. */
import type { InlineRust } from './construct.ts';
import { shortPaths } from './short-paths.ts';
import { itemsOf, type RustItem } from '../../../source/rust/items.ts';
import type { childrenOf } from '../../../source/rust/parse.ts';
import type { RustSource } from '../../../source/rust/parse.ts';
import { positionForItem, testsOf, type Splice } from '../../../source/rust/register.ts';

/** Inserts the item before the file's tests, and its test among them. */
export function addItem(source: RustSource, { item: write, test }: InlineRust): readonly Splice[] {
  const { shorten, importsOf } = shortPaths(source);
  const item = write(shorten);
  const imports = importsOf(write((code) => code));
  const tests = testsOf(source);
  const at = positionForItem(source);
  const text = at === source.text.length ? `\n${item}\n` : `${item}\n\n`;
  if (tests === undefined) {
    const own = `\n#[cfg(test)]\nmod tests {\n${test}\n}\n`;
    return [...imports, { start: at, end: at, text: `${text}${own}` }];
  }
  const last = tests.body.lastChild;
  if (!last) return [...imports, { start: at, end: at, text }];
  const start = source.text.lastIndexOf('\n', last.from) + 1;
  return [...imports, { start: at, end: at, text }, { start, end: start, text: `\n${test}\n` }];
}

/**
 * Inserts `mod x;` where rustfmt would sort it among the others, or below the crate's docs if there
 * are none.
 */
export function declareFile(source: RustSource, name: string): Splice {
  const line = `mod ${name};`;
  const group = firstGroup(source);
  const [first] = group;
  if (first !== undefined) {
    const before = group.findLast((item) => (item.names[0] ?? '') < name);
    const at = before === undefined ? startOf(source, first) : before.to;
    return { start: at, end: at, text: before === undefined ? `${line}\n` : `\n${line}` };
  }
  const at = endOfHead(source);
  return { start: at, end: at, text: at === 0 ? `${line}\n\n` : `\n\n${line}` };
}

/** The first `mod x;` outside of tests and those directly below it, which rustfmt sorts. */
function firstGroup(source: RustSource): readonly RustItem[] {
  const named = itemsOf(source, source.tree.topNode).filter(
    ({ kind, node, attributes }) =>
      kind === 'ModItem' && node.getChild('DeclarationList') === null && attributes.length === 0,
  );
  const end = named.findIndex((item, index) => {
    const before = named[index - 1];
    return before !== undefined && source.text.slice(before.to, item.from).trim() !== '';
  });
  return end === -1 ? named : named.slice(0, end);
}

function startOf({ text }: RustSource, { from }: RustItem): number {
  return text.lastIndexOf('\n', from) + 1;
}

/** The position after the inner attributes and docs of a file, and after a separate comment. */
export function endOfHead({ tree, text }: RustSource): number {
  let end = 0;
  for (let node = tree.topNode.firstChild; node !== null; node = node.nextSibling) {
    const written = text.slice(node.from, node.to);
    const isComment = node.name.endsWith('Comment');
    const isInner = written.startsWith('#!') || /^(\/\/!|\/\*!)/.test(written);
    if (isInner) end = endOfText(written, node.from);
    else if (!isComment) break;
    else if (/^\r?\n\r?\n/.test(text.slice(node.to))) end = node.to;
  }
  return end;
}

/** The grammar counts the line break as part of a doc comment. */
function endOfText(written: string, from: number): number {
  return from + written.trimEnd().length;
}

/** The names that functions add to a module at run time, as far as they can be determined. */
export function addedNames(
  source: RustSource,
  body: { from: number; to: number },
): readonly string[] {
  const text = source.text.slice(body.from, body.to);
  const calls =
    /(?:wrap_pyfunction!\(\s*|add_class::<|wrap_pymodule!\(\s*)([\w:]+)|\.add\(\s*"(\w+)"/g;
  return [...text.matchAll(calls)].flatMap(([, path, name]) => {
    const last = name ?? path?.split('::').at(-1);
    return last === undefined ? [] : [last];
  });
}

/** The names of the items in a scope, in source order. */
export function namesIn(
  source: RustSource,
  scope: Parameters<typeof childrenOf>[0],
): readonly string[] {
  return itemsOf(source, scope).flatMap(({ names }) => names);
}

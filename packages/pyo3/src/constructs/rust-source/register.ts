/**
 * Adding to a `#[pymodule]`: splices, which leave every other byte of the file as it is.
 */
import type { SyntaxNode } from '@lezer/common';
import { Pyo3Error } from '../../diagnostics/pyo3-error.ts';
import { childrenOf, parseRust, type RustSource } from './parse.ts';
import { itemsOf, type RustItem } from './items.ts';
import type { DeclarativeModule, FunctionalModule, PyModule } from './module.ts';

/** Replaces `text.slice(start, end)`. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What Rust calls the thing to register; `path` is as seen from the top of the file. */
export interface Registered {
  readonly kind: 'function' | 'class';
  readonly path: string;
}

/**
 * The splice that makes a thing at the top of the file part of the module.
 *
 * @throws Pyo3Error `edit-failed`, with the line to paste, for a module that does not end in `Ok(())`.
 */
export function registerIn(source: RustSource, module: PyModule, thing: Registered): Splice {
  return module.form === 'declarative' ? exportFrom(module, thing) : addTo(source, module, thing);
}

/**
 * The text after splices that do not overlap.
 *
 * @throws Pyo3Error `edit-failed` when the result is no Rust: the edit is then given up.
 */
export function spliced(source: RustSource, splices: readonly Splice[]): string {
  const crlf = source.text.includes('\r\n');
  const fromTheEnd = splices.toSorted((a, b) => b.start - a.start);
  const text = fromTheEnd.reduce((edited, { start, end, text: inserted }) => {
    const lines = crlf ? inserted.replaceAll('\n', '\r\n') : inserted;
    return edited.slice(0, start) + lines + edited.slice(end);
  }, source.text);
  parseRust(text, source.file);
  return text;
}

/** Where a new item belongs at the top of the file: before the tests and their comment, else at the end. */
export function placeForItem(source: RustSource): number {
  const tests = testsOf(source)?.item;
  if (tests === undefined) return source.text.length;
  const before = source.text.slice(0, tests.from);
  const above = /(?:(?<=\n|^)[ \t]*\/\/(?!!).*\r?\n)+$/.exec(before)?.[0] ?? '';
  return tests.from - above.length;
}

/** The module of unit tests at the top of the file. */
export function testsOf(source: RustSource): { item: RustItem; body: SyntaxNode } | undefined {
  for (const item of itemsOf(source, source.tree.topNode)) {
    const body = item.kind === 'ModItem' ? item.node.getChild('DeclarationList') : null;
    const isTest = item.attributes.some(({ text }) => /^cfg\s*\(\s*test\s*\)$/.test(text));
    if (isTest && body) return { item, body };
  }
  return undefined;
}

function exportFrom(module: DeclarativeModule, { path }: Registered): Splice {
  const lines = `#[pymodule_export]\n    use super::${path};\n`;
  const last = module.items.findLast(({ attributes }) =>
    attributes.some(({ name }) => name === 'pymodule_export'),
  );
  // Behind a blank line, since rustfmt sorts neighbours, in an order that depends on the edition.
  if (last !== undefined)
    return { start: last.to, end: last.to, text: `\n\n    ${lines.trimEnd()}` };
  const uses = module.items.findLast(({ kind }) => kind === 'UseDeclaration');
  const at = uses?.to ?? module.body.from + 1;
  const closes = module.body.to - module.body.from === 2 ? '\n' : '';
  const gap = uses === undefined ? '\n' : '\n\n';
  const after = uses === undefined && module.items.length > 0 ? '\n' : '';
  return { start: at, end: at, text: `${gap}    ${lines.trimEnd()}${after}${closes}` };
}

function addTo(source: RustSource, module: FunctionalModule, { kind, path }: Registered): Splice {
  const { parameter, body } = module;
  const hasPrelude = itemsOf(source, source.tree.topNode).some(
    ({ kind, from, to }) =>
      kind === 'UseDeclaration' && source.text.slice(from, to).includes('pyo3::prelude::*'),
  );
  const wrap = hasPrelude ? 'wrap_pyfunction' : 'pyo3::wrap_pyfunction';
  const call =
    kind === 'function'
      ? `${parameter}.add_function(${wrap}!(${path}, ${parameter})?)?;`
      : `${parameter}.add_class::<${path}>()?;`;
  const last = childrenOf(body)
    .filter(({ name }) => name !== '}')
    .at(-1);
  if (last === undefined || !/^Ok\(\(\)\)$/.test(source.text.slice(last.from, last.to))) {
    throw new Pyo3Error({
      code: 'edit-failed',
      message: `The module ${module.rustName} does not end in "Ok(())", so it was left as it is.`,
      location: { file: source.file },
      hint: `Add this line to it by hand: ${call}`,
    });
  }
  const indent = /[ \t]*$/.exec(source.text.slice(0, last.from))?.[0] ?? '    ';
  return { start: last.from, end: last.from, text: `${call}\n${indent}` };
}

/**
 * Registers items in a `#[pymodule]` with splices, which keep every other byte of the file.
 */
import type { SyntaxNode } from '@lezer/common';
import { Pyo3Error } from '../../diagnostics/pyo3-error.ts';
import { childrenOf, parseRust, type RustSource } from './parse.ts';
import { addition, type Registered } from './addition.ts';
import { itemsOf, linesAbove, type RustItem } from './items.ts';
import { moduleParameter, type DeclarativeModule, type PyModule } from './module.ts';

/** Replaces `text.slice(start, end)`. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * The splice that makes top-level items of the file part of the module.
 *
 * @param exportsExceptions whether `#[pymodule_export]` accepts exceptions (PyO3 0.28 and later);
 * before that, the module adds them at initialization.
 * @throws Pyo3Error `edit-failed`, with the lines to paste, if the module is a function that does
 * not end in `Ok(())` or another call with a result.
 */
export function registerIn(
  source: RustSource,
  module: PyModule,
  things: readonly Registered[],
  exportsExceptions = true,
): readonly Splice[] {
  if (module.form === 'functional') {
    return [addTo(source, module.rustName, module.body, module.parameter, things)];
  }
  const added = things.filter(({ kind }) => kind === 'exception' && !exportsExceptions);
  const exported = things.filter((thing) => !added.includes(thing));
  return [
    ...(exported.length > 0 ? [exportFrom(module, exported)] : []),
    ...(added.length > 0 ? [addAtStart(source, module, added)] : []),
  ];
}

/**
 * Applies splices that do not overlap.
 *
 * @throws Pyo3Error `edit-failed` if the result is not valid Rust; the edit is then discarded.
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

/**
 * The position of a new top-level item: before the tests and their comment, else at the end of the
 * file.
 */
export function positionForItem(source: RustSource): number {
  const tests = testsOf(source)?.item;
  if (tests === undefined) return source.text.length;
  const above = linesAbove(source, tests.from, (line) => /^[ \t]*\/\/(?!!)/.test(line));
  return tests.from - above.join('').length;
}

/** The module with the file's unit tests. */
export function testsOf(source: RustSource): { item: RustItem; body: SyntaxNode } | undefined {
  for (const item of itemsOf(source, source.tree.topNode)) {
    const body = item.kind === 'ModItem' ? item.node.getChild('DeclarationList') : null;
    const isTest = item.attributes.some(({ text }) => /^cfg\s*\(\s*test\s*\)$/.test(text));
    if (isTest && body) return { item, body };
  }
  return undefined;
}

function exportFrom(module: DeclarativeModule, things: readonly Registered[]): Splice {
  const lines = things
    .map(({ path }) => `#[pymodule_export]\n    use super::${path};`)
    .join('\n\n    ');
  const last = module.items.findLast(({ attributes }) =>
    attributes.some(({ name }) => name === 'pymodule_export'),
  );
  // A blank line precedes it, because rustfmt sorts adjacent lines in an order that depends on the
  // edition.
  if (last !== undefined) return { start: last.to, end: last.to, text: `\n\n    ${lines}` };
  const uses = module.items.findLast(({ kind }) => kind === 'UseDeclaration');
  const at = uses?.to ?? module.body.from + 1;
  const closes = module.body.to - module.body.from === 2 ? '\n' : '';
  const gap = uses === undefined ? '\n' : '\n\n';
  const after = uses === undefined && module.items.length > 0 ? '\n' : '';
  return { start: at, end: at, text: `${gap}    ${lines}${after}${closes}` };
}

/** Inserts into `#[pymodule_init]`, which is added at the end of the module if it is missing. */
function addAtStart(
  source: RustSource,
  module: DeclarativeModule,
  things: readonly Registered[],
): Splice {
  const init = module.items.find(({ attributes }) =>
    attributes.some(({ name }) => name === 'pymodule_init'),
  );
  const body = init?.node.getChild('Block');
  const parameter = init && moduleParameter(source, init.node);
  const inside = things.map((one) => ({ ...one, path: `super::${one.path}` }));
  if (init && body && parameter !== undefined) {
    return addTo(source, init.names[0] ?? module.rustName, body, parameter, inside);
  }
  const lines = [
    '',
    '    #[pymodule_init]',
    "    fn init(module: &pyo3::Bound<'_, pyo3::types::PyModule>) -> pyo3::PyResult<()> {",
    '        use pyo3::types::PyModuleMethods;',
    '',
    ...inside.map((thing) => addition(source, thing, 'module', '        ')),
    '        Ok(())',
    '    }',
  ];
  const at = module.body.to - 1;
  const text = lines.join('\n');
  const isEmpty = module.items.length === 0;
  return { start: at, end: at, text: `${isEmpty ? text.slice(1) : text}\n` };
}

function addTo(
  source: RustSource,
  rustName: string,
  body: SyntaxNode,
  parameter: string,
  things: readonly Registered[],
): Splice {
  const lines = (indent: string) =>
    things.map((thing) => addition(source, thing, parameter, indent));
  const last = childrenOf(body)
    .filter(({ name }) => name !== '}' && !name.endsWith('Comment'))
    .at(-1);
  const before = source.text.slice(0, last?.from);
  const indent = /\n([ \t]*)$/.exec(before)?.[1];
  if (last === undefined || indent === undefined || !isResult(last) || !hasResult(source, body)) {
    throw new Pyo3Error({
      code: 'edit-failed',
      message: `The file was left unchanged, because the function ${rustName} does not end in "Ok(())" or a call on a separate line.`,
      location: { file: source.file },
      hint: `Add this line to it by hand: ${lines('').join(' ')}`,
    });
  }
  const text = lines(indent)
    .map((line) => `${line.trimStart()}\n${indent}`)
    .join('');
  return { start: last.from, end: last.from, text };
}

/** Matches `Ok(())`, or a call such as `m.add("a", 1)` whose result the function returns. */
function isResult(last: SyntaxNode): boolean {
  return last.firstChild?.name === 'CallExpression' && last.lastChild?.name !== ';';
}

/** Whether the function returns a value, so that its body can use `?`. */
function hasResult(source: RustSource, body: SyntaxNode): boolean {
  return source.text.slice(body.parent?.from ?? body.from, body.from).includes('->');
}

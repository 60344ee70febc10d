/**
 * Reads what a Python file defines and exports, and adds a name to it.
 */
import type { SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/python';
import { Pyo3Error } from '../../diagnostics/pyo3-error.ts';

/** The default line width of ruff's formatter. */
export const lineWidth = 88;

/** The names that the top-level statements of a file define or import. */
export function definedNames(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const statement of statementsOf(text)) {
    for (let child = statement.firstChild; child !== null; child = child.nextSibling) {
      const inner = child.name.endsWith('Definition') ? child.getChild('VariableName') : child;
      if (inner?.name === 'VariableName') names.add(text.slice(inner.from, inner.to));
    }
  }
  return names;
}

/** Adds a name to `__all__`; returns the text unchanged if there is no such list. */
export function withExport(text: string, name: string): string {
  const list = statementsOf(text)
    .filter(({ name: kind }) => kind === 'AssignStatement')
    .find((one) => text.slice(one.from, one.to).startsWith('__all__'))
    ?.getChild('ArrayExpression');
  if (!list) return text;
  const strings = list.getChildren('String').map(({ from, to }) => text.slice(from + 1, to - 1));
  refuseComments(text, list, `Add "${name}" to __all__ by hand.`);
  const quoted = inOrder([...strings, name]).map((one) => `"${one}"`);
  const start = text.slice(text.lastIndexOf('\n', list.from) + 1, list.from);
  return replaced(text, list, bracketed(start, quoted, '[', ']'));
}

/**
 * Imports a name from the module, dotted or relative; `undefined` if the file imports nothing from
 * it.
 */
export function withImport(
  text: string,
  modules: readonly string[],
  name: string,
): string | undefined {
  for (const statement of statementsOf(text)) {
    const written = text.slice(statement.from, statement.to);
    const found = /^from\s+(\S+)\s+import\s+([^]*)$/.exec(written);
    if (statement.name !== 'ImportStatement' || !found?.[1] || !modules.includes(found[1]))
      continue;
    const names = (found[2] ?? '')
      .replaceAll(/[()\s]/g, '')
      .split(',')
      .filter(Boolean);
    if (names.includes('*')) return text;
    refuseComments(text, statement, `Import "${name}" from ${found[1]} by hand.`);
    if (/\sas\s/.test(written)) throw cannotEdit(`Import "${name}" from ${found[1]} by hand.`);
    if (names.includes(name)) return text;
    return replaced(text, statement, importStatement(found[1], [...names, name]));
  }
  return undefined;
}

/** Renders `from m import a, b`, sorted and wrapped as ruff does. */
export function importStatement(module: string, names: readonly string[]): string {
  const head = `from ${module} import `;
  const line = head + inOrder(names).join(', ');
  return line.length <= lineWidth ? line : head + bracketed(head, inOrder(names), '(', ')');
}

/** The order of ruff's rules I001 and RUF022: constants, classes, others; each by name. */
function inOrder(names: readonly string[]): readonly string[] {
  const rank = (name: string) => (/^[A-Z][A-Z0-9_]+$/.test(name) ? 0 : /^[A-Z]/.test(name) ? 1 : 2);
  return [...new Set(names)].toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

/** A list after `start`, as ruff formats it: on one line, or one element per line. */
export function bracketed(
  start: string,
  items: readonly string[],
  open: string,
  close: string,
): string {
  const line = `${open}${items.join(', ')}${close}`;
  if (start.length + line.length <= lineWidth) return line;
  return [open, ...items.map((item) => `    ${item},`), close].join('\n');
}

function statementsOf(text: string): readonly SyntaxNode[] {
  const statements: SyntaxNode[] = [];
  for (let node = parser.parse(text).topNode.firstChild; node !== null; node = node.nextSibling) {
    statements.push(node.name === 'DecoratedStatement' ? (node.lastChild ?? node) : node);
  }
  return statements;
}

function refuseComments(text: string, { from, to }: SyntaxNode, hint: string): void {
  if (text.slice(from, to).includes('#')) throw cannotEdit(hint);
}

function cannotEdit(hint: string): Pyo3Error {
  return new Pyo3Error({
    code: 'edit-failed',
    message:
      'The file was left unchanged, because a list of Python names in it contains comments or aliases.',
    hint,
  });
}

function replaced(text: string, { from, to }: SyntaxNode, by: string): string {
  return text.slice(0, from) + by + text.slice(to);
}

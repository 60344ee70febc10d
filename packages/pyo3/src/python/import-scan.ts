/**
 * Which modules a Python file imports, found in its syntax tree: what stands in a string or a
 * comment is no import, and a statement over several lines is one.
 */
import type { SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/python';

/** One imported name. `from a.b import c` is `{ module: 'a.b', names: ['c'] }`. */
export interface PythonImport {
  /** Leading dots: 0 for an absolute import, 1 for `from . import x`. */
  readonly level: number;
  /** Dotted; empty for `from . import x`. */
  readonly module: string;
  /** What a `from` statement takes out of the module, which may be modules themselves. */
  readonly names: readonly string[];
  /** Under `if TYPE_CHECKING:`, where only a type checker looks (PEP 484). */
  readonly typeOnly: boolean;
}

/** Functions that import the module whose name is their first argument. */
const importingCalls: ReadonlySet<string> = new Set([
  '__import__',
  'import_module',
  'importlib.import_module',
  'importorskip',
  'pytest.importorskip',
]);

/**
 * The imports of a Python file in the order of the text. A file with syntax errors gives those
 * that can be made out.
 */
export function scanImports(text: string): readonly PythonImport[] {
  const imports: PythonImport[] = [];
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
  parser.parse(source).iterate({
    enter: ({ name, node }) => {
      if (name === 'ImportStatement') imports.push(...readStatement(node, source));
      if (name === 'CallExpression') imports.push(...readCall(node, source));
    },
  });
  return imports;
}

function readStatement(statement: SyntaxNode, text: string): readonly PythonImport[] {
  const words = childrenOf(statement).map((child) => text.slice(child.from, child.to));
  const typeOnly = isTypeOnly(statement, text);
  const importAt = words.indexOf('import');
  if (importAt === -1) return [];
  const listed = namesIn(words.slice(importAt + 1));
  if (words[0] !== 'from') {
    return listed.map((module) => ({ level: 0, module, names: [], typeOnly }));
  }
  const from = words.slice(1, importAt).join('');
  const level = /^\.*/.exec(from)?.[0].length ?? 0;
  return [{ level, module: from.slice(level), names: listed, typeOnly }];
}

/** `a . b as c , d` as `['a.b', 'd']`. */
function namesIn(words: readonly string[]): readonly string[] {
  const names: string[] = [];
  let name = '';
  let renamed = false;
  for (const word of [...words, ',']) {
    if (word === ',') {
      if (name !== '') names.push(name);
      name = '';
      renamed = false;
    } else if (word === 'as') renamed = true;
    else if (!renamed && word !== '(' && word !== ')') name += word;
  }
  return names;
}

function readCall(call: SyntaxNode, text: string): readonly PythonImport[] {
  const callee = call.firstChild;
  const argument = call.getChild('ArgList')?.getChild('String');
  if (callee === null || !argument) return [];
  if (!importingCalls.has(text.slice(callee.from, callee.to))) return [];
  const module = /^(['"])([\w.]+)\1$/.exec(text.slice(argument.from, argument.to))?.[2];
  if (module === undefined || module.startsWith('.')) return [];
  return [{ level: 0, module, names: [], typeOnly: false }];
}

/** True when a `TYPE_CHECKING` block holds the statement; its `else` is run. */
function isTypeOnly(statement: SyntaxNode, text: string): boolean {
  for (let body = statement.parent; body !== null; body = body.parent) {
    if (body.name !== 'Body' || body.parent?.name !== 'IfStatement') continue;
    const condition = body.prevSibling;
    const keyword = condition?.prevSibling?.name;
    if (condition === null || (keyword !== 'if' && keyword !== 'elif')) continue;
    const written = text.slice(condition.from, condition.to);
    if (written === 'TYPE_CHECKING' || written.endsWith('.TYPE_CHECKING')) return true;
  }
  return false;
}

function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (child.name !== 'Comment') children.push(child);
  }
  return children;
}

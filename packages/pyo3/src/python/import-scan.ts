/**
 * Determines which modules a Python file imports, from its syntax tree: strings and comments do not
 * count, and multi-line statements do.
 */
import type { SyntaxNode, Tree } from '@lezer/common';
import { parser } from '@lezer/python';
import { possibleImports } from './import-candidates.ts';
import type { PythonImport } from './python-import.ts';

/**
 * Larger files are generated, and parsing them takes seconds. Python itself allows more, so
 * everything that they may import counts as imported.
 */
const largestParsed = 256 * 1024;

/** After a syntax error the parser tries everything, at 20 to 50 times the cost. */
const largestRepaired = 16 * 1024;

/** Functions that import the module named by their first argument. */
const importingCalls: ReadonlySet<string> = new Set([
  '__import__',
  'import_module',
  'importlib.import_module',
  'importorskip',
  'pytest.importorskip',
  'runpy.run_module',
  'run_module',
  'importlib.util.find_spec',
  'find_spec',
]);

/**
 * The imports of a Python file in source order. For a file with syntax errors, the imports that can
 * still be recognized; for one that is too large or nested too deeply, everything that it may
 * import.
 */
export function scanImports(text: string): readonly PythonImport[] {
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
  try {
    const tree = parse(source);
    return tree === undefined ? possibleImports(source) : importsIn(tree, source);
  } catch (error) {
    // The parser recurses once per nesting level.
    if (error instanceof RangeError) return possibleImports(source);
    throw error;
  }
}

function parse(source: string): Tree | undefined {
  if (source.length > largestParsed) return undefined;
  try {
    return strict.parse(source);
  } catch {
    return source.length > largestRepaired ? undefined : parser.parse(source);
  }
}

const strict = parser.configure({ strict: true });

function importsIn(tree: Tree, source: string): readonly PythonImport[] {
  const imports: PythonImport[] = [];
  const add = (found: readonly PythonImport[]) => {
    for (const one of found) imports.push(one);
  };
  tree.iterate({
    enter: ({ name, node }) => {
      if (name === 'ImportStatement') add(readStatement(node, source));
      if (name === 'CallExpression') add(readCall(node, source));
      if (name === 'AssignStatement') add(readPlugins(node, source));
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

/** Parses `a . b as c , d` to `['a.b', 'd']`. */
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

/** `pytest_plugins = ["a.b"]`: modules that pytest imports with the file. */
function readPlugins(assignment: SyntaxNode, text: string): readonly PythonImport[] {
  const name = assignment.firstChild;
  if (name === null || text.slice(name.from, name.to) !== 'pytest_plugins') return [];
  const written = text.slice(name.to, assignment.to);
  return [...written.matchAll(/(['"])([\w.]+)\1/g)].map(([, , module = '']) => ({
    level: 0,
    module,
    names: [],
    typeOnly: false,
  }));
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

/** The imports at the top of a Python file, sorted as ruff's isort rules do. */
import type { SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/python';
import { isStandardLibraryModule } from '../../../python/standard-library.ts';
import type { PythonImport } from './construct.ts';
import { importStatement, withImport } from '../../../source/python/exports.ts';

/** The isort section of a module. */
type Section = 0 | 1 | 2;

interface Statement {
  readonly key: string;
  readonly section: Section;
  readonly text: string;
}

/** The conventional aliases of modules. */
const aliases: Readonly<Record<string, string>> = { numpy: 'np' };

/** The imports of a new file; first-party modules come last. */
export function importBlock(imports: readonly PythonImport[], own: readonly string[]): string {
  const modules = [...new Set(imports.filter((one) => one.name).map(({ module }) => module))];
  const statements = [...new Set(imports.filter((one) => !one.name).map(plain))].map((text) =>
    statementOf(text, own),
  );
  for (const module of modules) {
    const names = imports.flatMap((one) => (one.module === module && one.name ? [one.name] : []));
    statements.push(statementOf(importStatement(module, names), own));
  }
  const sorted = statements.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  return sorted
    .map(({ text, section }, index) => {
      const before = sorted[index - 1];
      return before !== undefined && before.section !== section ? `\n${text}` : text;
    })
    .join('\n');
}

/** The imports whose names occur in a text. */
export function usedImports(
  imports: readonly PythonImport[],
  body: string,
): readonly PythonImport[] {
  return imports.filter((one) => new RegExp(`\\b${one.name ?? calledIn(one)}\\b`).test(body));
}

/**
 * Adds the missing imports to the text and keeps all other bytes. First-party modules (`own`) come
 * last.
 */
export function withImports(
  text: string,
  imports: readonly PythonImport[],
  own: readonly string[],
): string {
  return imports.reduce((edited, one) => withOne(edited, one, own), text);
}

function withOne(text: string, one: PythonImport, own: readonly string[]): string {
  const { module, name } = one;
  const statements = topImports(text);
  const wanted = name === undefined ? plain(one) : importStatement(module, [name]);
  if (statements.some((node) => text.slice(node.from, node.to) === wanted)) return text;
  const widened = name === undefined ? undefined : withImport(text, [module], name);
  if (widened !== undefined) return widened;
  const fresh = statementOf(wanted, own);
  const known = statements.map((node) => ({
    node,
    ...statementOf(text.slice(node.from, node.to), own),
  }));
  const after = known.findLast(({ key }) => key < fresh.key);
  const before = known.find(({ key }) => key > fresh.key);
  if (after?.section === fresh.section) return inserted(text, after.node.to, `\n${wanted}`);
  if (before !== undefined) {
    const gap = before.section === fresh.section ? '\n' : '\n\n';
    return inserted(text, before.node.from, `${wanted}${gap}`);
  }
  if (after !== undefined) return inserted(text, after.node.to, `\n\n${wanted}`);
  const at = startOfCode(text);
  return inserted(text, at, at === text.length ? `${wanted}\n` : `${wanted}\n\n`);
}

function inserted(text: string, at: number, line: string): string {
  return text.slice(0, at) + line + text.slice(at);
}

function plain(one: PythonImport): string {
  const called = calledIn(one);
  return called === one.module ? `import ${called}` : `import ${one.module} as ${called}`;
}

function calledIn({ module, alias }: PythonImport): string {
  return alias ?? (Object.hasOwn(aliases, module) ? aliases[module] : undefined) ?? module;
}

/** Sorts by section, then `import x` before `from x import y`, then by module. */
function statementOf(text: string, own: readonly string[]): Statement {
  const found = /^(from|import)\s+(\S+)/.exec(text);
  const module = found?.[2] ?? '';
  const section = sectionOf(module, own);
  return { key: `${section}${found?.[1] === 'import' ? 0 : 1}${module}`, section, text };
}

function sectionOf(module: string, own: readonly string[]): Section {
  const [top = ''] = module.split('.');
  if (module.startsWith('.') || own.includes(top)) return 2;
  return isStandardLibraryModule(top) ? 0 : 1;
}

function topImports(text: string): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let node = parser.parse(text).topNode.firstChild; node !== null; node = node.nextSibling) {
    if (node.name === 'ImportStatement') found.push(node);
  }
  return found;
}

/** The position after the comments and the docstring at the top. */
function startOfCode(text: string): number {
  let at = 0;
  for (let node = parser.parse(text).topNode.firstChild; node !== null; node = node.nextSibling) {
    const isDocstring =
      node.name === 'ExpressionStatement' && node.firstChild?.name === 'String' && at === 0;
    if (node.name !== 'Comment' && !isDocstring) return node.from;
    at = node.to;
  }
  return text.length;
}

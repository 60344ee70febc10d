/** The imports of a stub. */
import type { SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/python';

/** The names that a stub imports, each with a statement that imports it alone. */
export function importedNames(text: string): ReadonlyMap<string, string> {
  return new Map(statementsOf(text).flatMap((node) => namesIn(text.slice(node.from, node.to))));
}

/** The stub without the names of `typing` and `_typeshed` that nothing in it uses. */
export function withoutUnusedImports(text: string): string {
  const uses = new Set<string>();
  parser
    .parse(text)
    .cursor()
    .iterate((node) => {
      if (node.name === 'VariableName') uses.add(text.slice(node.from, node.to));
      return node.name !== 'ImportStatement';
    });
  return statementsOf(text).reduceRight((edited, { from, to }) => {
    const statement = edited.slice(from, to);
    const names = namesIn(statement);
    if (!/^from (?:typing|_typeshed|collections\.abc) import /.test(statement)) return edited;
    const used = names.filter(([name]) => uses.has(name));
    if (used.length === names.length) return edited;
    const head = /^from \S+ import /.exec(statement)?.[0] ?? '';
    const left = used.map(([, line]) => line.slice(head.length)).join(', ');
    if (left !== '') return edited.slice(0, from) + head + left + edited.slice(to);
    return edited.slice(0, from) + edited.slice(to).replace(/^\n/, '');
  }, text);
}

function statementsOf(text: string): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  let node: SyntaxNode | null = parser.parse(text).topNode.firstChild;
  for (; node !== null; node = node.nextSibling) {
    if (node.name === 'ImportStatement') found.push(node);
  }
  return found;
}

function namesIn(statement: string): readonly (readonly [name: string, line: string])[] {
  const plain = statement
    .replaceAll(/#.*$/gm, '')
    .replaceAll(/[()\\\s]+/g, ' ')
    .trim();
  const [, head, list = ''] = /^(from \S+ import|import) (.*)$/.exec(plain) ?? [];
  if (head === undefined) return [];
  const names = list.split(',').map((name) => name.trim());
  return names
    .filter((name) => name !== '')
    .map((name) => [name.split(' as ').at(-1)?.split('.')[0] ?? name, `${head} ${name}`]);
}

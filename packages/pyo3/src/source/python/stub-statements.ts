/**
 * The statements of a stub, in a form that does not depend on its formatter.
 */
import type { SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/python';

/**
 * The statements of a stub, one per line and indented by four spaces: without comments, blank
 * lines, line breaks inside of statements, trailing commas, unnecessary parentheses and quotes,
 * with one sorted import per name, and with sorted names in `__all__`. Docstrings keep their line
 * breaks.
 */
export function stubStatements(text: string): readonly string[] {
  const { topNode } = parser.parse(text);
  const imports = childrenOf(topNode).filter(isImport);
  const others = childrenOf(topNode).filter((node) => !isImport(node));
  return [
    ...new Set(imports.flatMap((node) => importLines(text.slice(node.from, node.to))).sort()),
    ...others.flatMap((node) => statementLines(node, text, '')),
  ];
}

function statementLines(node: SyntaxNode, text: string, indent: string): readonly string[] {
  if (node.name === 'Comment' || node.name === ':') return [];
  if (node.name === 'DecoratedStatement') {
    return childrenOf(node).flatMap((part) => statementLines(part, text, indent));
  }
  if (node.name === 'FunctionDefinition' || node.name === 'ClassDefinition') {
    return definitionLines(node, text, indent);
  }
  if (node.name === 'ExpressionStatement' && node.firstChild?.name === 'String') {
    return docLines(text.slice(node.from, node.to)).map((line) => (indent + line).trimEnd());
  }
  const tokens = tokensOf(node, text, node.to);
  const isList = node.name === 'AssignStatement' && tokens[0] === '__all__';
  return [indent + joined(isList ? inOrder(tokens) : tokens)];
}

function definitionLines(node: SyntaxNode, text: string, indent: string): readonly string[] {
  const body = node.getChild('Body');
  const head = indent + joined(tokensOf(node, text, body?.from ?? node.to));
  const inner = childrenOf(body)
    .flatMap((child) => statementLines(child, text, `${indent}    `))
    .filter((line) => line.trim() !== '...');
  return inner.length === 0 ? [`${head}: ...`] : [`${head}:`, ...inner];
}

/**
 * The tokens of a node up to `end`. Tokens that the grammar has no name for (`->`, `/`) are between
 * nodes.
 */
function tokensOf(node: SyntaxNode, text: string, end: number): readonly string[] {
  const tokens: string[] = [];
  let at = node.from;
  const between = (to: number) => {
    const token = text.slice(at, to).replaceAll(/[\s\\]/g, '');
    if (token !== '') tokens.push(token);
  };
  for (const leaf of leavesOf(node, end)) {
    between(leaf.from);
    at = leaf.to;
    if (leaf.name === 'Comment' || isUnnecessary(leaf)) continue;
    const token = text.slice(leaf.from, leaf.to);
    if (leaf.name !== 'String') tokens.push(token);
    else if (leaf.parent?.name === 'TypeDef') tokens.push(...quotedTokens(token));
    else tokens.push(inDoubleQuotes(token));
  }
  between(end);
  return tokens.filter((token, index) => token !== ',' || !isClosing(tokens[index + 1]));
}

/** Removes the quotes of a string annotation, which a stub does not need (ruff's rule UP037). */
function quotedTokens(literal: string): readonly string[] {
  const [, content] = /^["']([^"'\\]*)["']$/.exec(literal) ?? [];
  return content === undefined
    ? [literal]
    : tokensOf(parser.parse(content).topNode, content, content.length);
}

function leavesOf(node: SyntaxNode, end: number): readonly SyntaxNode[] {
  if (node.from >= end) return [];
  // Escapes are parts of a string.
  if (node.firstChild === null || node.name === 'String') return [node];
  return childrenOf(node).flatMap((child) => leavesOf(child, end));
}

function childrenOf(node: SyntaxNode | null): readonly SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node?.firstChild ?? null; child !== null; child = child.nextSibling) {
    children.push(child);
  }
  return children;
}

function isImport({ name }: SyntaxNode): boolean {
  return name === 'ImportStatement';
}

function importLines(statement: string): readonly string[] {
  const plain = statement
    .replaceAll(/#.*$/gm, '')
    .replaceAll(/[()\\\s]+/g, ' ')
    .trim();
  const [, head, names] = /^(from \S+ import|import) (.*)$/.exec(plain) ?? [];
  if (head === undefined || names === undefined) return [plain];
  return names
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .map((name) => `${head} ${name}`);
}

/** The lines of a docstring, without indentation and without blank lines at either end. */
function docLines(literal: string): readonly string[] {
  const [, quotes = '"'] = /^[A-Za-z]*("""|'''|"|')/.exec(literal) ?? [];
  const content = literal.slice(literal.indexOf(quotes) + quotes.length, -quotes.length);
  return `"""${content.trim()}"""`.split(/\r?\n/).map((line) => line.trim());
}

/** Parentheses in which a formatter wraps an expression. */
function isUnnecessary({ name, parent }: SyntaxNode): boolean {
  return (name === '(' || name === ')') && parent?.name === 'ParenthesizedExpression';
}

/** `__all__` with its names sorted. */
function inOrder(tokens: readonly string[]): readonly string[] {
  const names = tokens.filter((token) => token.startsWith('"')).sort();
  return tokens.map((token) => (token.startsWith('"') ? (names.shift() ?? token) : token));
}

function inDoubleQuotes(literal: string): string {
  return literal.replace(/^'([^'"\\]*)'$/, '"$1"');
}

function isClosing(token: string | undefined): boolean {
  return token === ')' || token === ']' || token === '}';
}

/** Spaces the tokens by Python's conventions, because people read the result, too. */
function joined(tokens: readonly string[]): string {
  return tokens.reduce((line, token, index) => {
    const before = tokens[index - 1] ?? '';
    const isTight =
      /^[,:.)\]}]$/.test(token) ||
      /^(\(|\[|\{|\.|@|~|\*\*?|-)$/.test(before) ||
      (/^[([]$/.test(token) && /[\w)\]]$/.test(before));
    return line + (index === 0 || isTight ? '' : ' ') + token;
  }, '');
}

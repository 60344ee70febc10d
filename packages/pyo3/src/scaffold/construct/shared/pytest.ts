/** A file of pytest tests. */
import type { PytestText } from './construct.ts';
import { importBlock, usedImports } from './imports.ts';

/**
 * @param from the module that the library's names are imported from.
 * @param firstParty the modules that ruff sorts after those of other distributions.
 */
export function pytestFile(
  { imports, names = [], body }: PytestText,
  registered: readonly string[],
  from: string,
  firstParty: readonly string[],
): string {
  const own = [...names, ...registered].map((name) => ({ module: from, name }));
  const block = importBlock([...usedImports(imports, body), ...own], firstParty);
  return `${block}\n${body}`;
}

/** A test without parameters; its lines are not indented. */
export function testFunction(name: string, lines: readonly string[]): string {
  const body = lines.map((line) => (line === '' ? '' : `    ${line}`));
  return ['', '', `def test_${name}() -> None:`, ...body, ''].join('\n');
}

/** A string in the quotes that ruff would choose. */
export function pythonString(text: string): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
  if (text.includes('"') && !text.includes("'")) return `'${escaped}'`;
  return `"${escaped.replaceAll('"', '\\"')}"`;
}

/** Asserts that an expression has a value, written as ruff would format it. */
export function assertion(expression: string, expected: string): string {
  if (expected === 'True') return `assert ${expression}`;
  if (expected === 'False') return `assert not ${expression}`;
  return `assert ${expression} ${expected === 'None' ? 'is' : '=='} ${expected}`;
}

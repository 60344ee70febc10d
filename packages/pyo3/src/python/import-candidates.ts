/**
 * Determines what a Python file may import, without a syntax tree: a superset of its imports,
 * because strings and comments count as well. It has two uses: most files of a repository import
 * nothing from it and need not be parsed; and some files take too long to parse.
 */
import type { PythonImport } from './python-import.ts';

/**
 * The first segments of the names that a Python file may import. `..` stands for an import from
 * outside the file's package.
 */
export function importCandidates(text: string): readonly string[] {
  const heads = new Set<string>();
  for (const names of clausesOf(text)) {
    if (/^\s*\.\s*\./.test(names)) heads.add('..');
    for (const [, head = ''] of names.matchAll(/(?<![\p{L}\w.])([\p{L}_][\p{L}\w]*)/gu))
      heads.add(head);
  }
  return [...heads].sort();
}

/**
 * The same, as imports: each name on an importing line counts as a module, and as a submodule of
 * the first one.
 */
export function possibleImports(text: string): readonly PythonImport[] {
  const found = new Map<string, PythonImport>();
  for (const clause of clausesOf(text)) {
    const dots = /^[\s.]*/.exec(clause)?.[0] ?? '';
    const level = dots.replaceAll(/\s/g, '').length;
    const words = clause
      .slice(dots.length)
      .matchAll(/[\p{L}_][\p{L}\w]*(?:\.[\p{L}_][\p{L}\w]*)*/gu);
    // A long line may have millions of words: a list of them would take a gigabyte.
    const distinct = new Set<string>();
    for (const [name] of words) distinct.add(name);
    const names = [...distinct];
    const add = (one: PythonImport) => found.set(JSON.stringify(one), one);
    const [module = ''] = names;
    // The statement `from . import x` has no module.
    if (module === 'import') add({ level, module: '', names: names.slice(1), typeOnly: false });
    else add({ level, module, names: names.slice(1), typeOnly: false });
    for (const name of names) add({ level: 0, module: name, names: [], typeOnly: false });
  }
  return [...found.values()];
}

/** Whether a part of a Python file has a word that imports, in code, a string or a comment. */
export function mayImport(text: string): boolean {
  return /import|pytest_plugins|run_module|find_spec/.test(text);
}

/**
 * The rest of the line after each importing word, or of the lines that a backslash joins. The
 * search is written by hand: a regular expression that repeats a choice needs memory for each
 * character of a long line.
 */
function* clausesOf(text: string): Iterable<string> {
  if (!mayImport(text)) return;
  yield* pluginValuesOf(text);
  let end = 0;
  for (const found of text.matchAll(importing)) {
    const start = found.index + found[0].length;
    if (start <= end) continue;
    end = endOfLine(text, afterBracket(text, start));
    yield text.slice(start, end);
  }
}

const importing = /\b(?:from|import|import_module|importorskip|__import__|run_module|find_spec)\b/g;

/** Each value of `pytest_plugins`: a string on one line, or a list or tuple up to its bracket. */
function* pluginValuesOf(text: string): Iterable<string> {
  // Each part of the text is searched once, however often the name occurs in it.
  let end = 0;
  for (const found of text.matchAll(/\bpytest_plugins\b/g)) {
    if (found.index < end) continue;
    end = endOfLine(text, found.index);
    const line = text.slice(found.index, end);
    const equals = line.indexOf('=');
    if (equals === -1) continue;
    const start = found.index + equals + 1;
    const value = /\s*([[(])?/y;
    value.lastIndex = start;
    const [, bracket] = value.exec(text) ?? [];
    if (bracket !== undefined) end = text.indexOf(bracket === '[' ? ']' : ')', start);
    if (end === -1) end = text.length;
    yield text.slice(start, end);
  }
}

/** The argument of a call may be on the line below its bracket. */
function afterBracket(text: string, start: number): number {
  const bracket = /\s*\(\s*/y;
  bracket.lastIndex = start;
  return bracket.test(text) ? bracket.lastIndex : start;
}

function endOfLine(text: string, start: number): number {
  let end = text.indexOf('\n', start);
  while (end !== -1) {
    const before = text[end - 1] === '\r' ? end - 2 : end - 1;
    if (before < start || text[before] !== '\\') return end;
    end = text.indexOf('\n', end + 1);
  }
  return text.length;
}

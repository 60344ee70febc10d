/**
 * First parts of the names that a Python file may import, found without a syntax tree: more than it
 * imports (whatever strings and comments say counts), and never less. Most files of a repository
 * import nothing of it, and so need not be parsed. `..` stands for an import out of the file's package.
 */
export function importCandidates(text: string): readonly string[] {
  if (!text.includes('import')) return [];
  const heads = new Set<string>();
  for (const [, names = ''] of text.matchAll(importing)) {
    if (/^\s*\.\s*\./.test(names)) heads.add('..');
    for (const [, head = ''] of names.matchAll(/(?<![\p{L}\w.])([\p{L}_][\p{L}\w]*)/gu))
      heads.add(head);
  }
  return [...heads].sort();
}

/** The rest of the line after a word that imports, or of the lines that a backslash joins. */
const importing =
  /\b(?:from|import|import_module|importorskip|__import__)\b((?:\s*\(\s*)?(?:[^\n\\]|\\\r?\n|\\)*)/g;

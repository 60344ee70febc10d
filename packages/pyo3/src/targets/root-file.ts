const known = new Map<string, string>();

/**
 * A file of the repository as an input. Each text is made once, since every task of every project
 * names the files above it: equal texts that are the same are compared and kept for nothing.
 */
export function rootFile(path: string): string {
  const found = known.get(path);
  if (found !== undefined) return found;
  const made = `{workspaceRoot}/${path}`;
  known.set(path, made);
  return made;
}

/**
 * Globs of workspace members, as cargo and uv read them (Rust's `glob` crate): `?`, `*` and `[…]`
 * within one folder name, `**` for any number of folders. No braces, no negation.
 *
 * Own code, since none of our dependencies matches such patterns: `path.matchesGlob` prints a
 * warning on Node 20 and 22 and knows braces, which here are ordinary letters.
 */

/**
 * True when one of the patterns matches the folder. Both are relative to the workspace's root and
 * separated by `/`; `./x` and `x/` count as `x`.
 */
export function coversMember(patterns: readonly string[], folder: string): boolean {
  const path = segmentsOf(folder);
  return patterns.some((pattern) => matchesSegments(segmentsOf(pattern), path));
}

function segmentsOf(path: string): readonly string[] {
  return path.split('/').filter((segment) => segment !== '' && segment !== '.');
}

function matchesSegments(pattern: readonly string[], path: readonly string[]): boolean {
  const [first, ...rest] = pattern;
  if (first === undefined) return path.length === 0;
  if (first === '**') {
    return path.some((_, index) => matchesSegments(rest, path.slice(index))) || rest.length === 0;
  }
  const [name, ...below] = path;
  return name !== undefined && segmentPattern(first).test(name) && matchesSegments(rest, below);
}

/** `[!x]` is a class that leaves out; a `]` right after the opening is a letter of the class. */
function segmentPattern(segment: string): RegExp {
  const source = segment.replaceAll(
    /\[(!?)(\]?[^\]]*)\]|[^]/g,
    (token, negated: string | undefined, letters: string | undefined) => {
      if (letters !== undefined && letters !== '') {
        return `[${negated ? '^' : ''}${letters.replaceAll(/[\\\]^[]/g, '\\$&')}]`;
      }
      if (token === '*') return '.*';
      if (token === '?') return '.';
      return token.replaceAll(/[\\^$.|+()[\]{}]/g, '\\$&');
    },
  );
  return new RegExp(`^${source}$`, 'su');
}

/**
 * Globs of workspace members, as cargo and uv read them (Rust's `glob` crate): `?`, `*` and `[…]`
 * within one folder name, `**` for any number of folders. No braces, no negation, no escapes.
 *
 * Own code, since no matcher that we depend on reads such patterns: `path.matchesGlob` prints a
 * warning on Node 20 and 22 and knows braces, and minimatch takes `\`, `[^x]` and `[[:alpha:]]` for
 * something else, and throws for a long pattern. A regular expression made of a pattern would need
 * time exponential in the number of its stars. Here each star and each `**` remembers one place to go
 * back to, the last, which is enough: what an earlier one could take instead, a later one can.
 */

/** `*`; or what one character has to be. */
type Token = '*' | '?' | { readonly is: string } | CharacterClass;

interface CharacterClass {
  readonly negated: boolean;
  /** First and last code point. */
  readonly ranges: readonly (readonly [number, number])[];
}

/** Of a pattern, between two slashes. */
export type Segment = '**' | readonly Token[];

/**
 * True when one of the patterns matches the folder. Both are relative to the workspace's root and
 * separated by `/`; `./x` and `x/` count as `x`. A class such as `[z-a]` matches nothing.
 */
export function coversMember(patterns: readonly string[], folder: string): boolean {
  const names = namesOf(folder);
  return compiled(patterns).some((pattern) => matches(pattern, names, matchesName));
}

/** The same for one pattern, as `segmentsOf` reads it. */
export function matchesPath(pattern: readonly Segment[], path: string): boolean {
  return matches(pattern, namesOf(path), matchesName);
}

export function segmentsOf(pattern: string): readonly Segment[] {
  return partsOf(pattern).map((part) => (part === '**' ? part : tokensOf(part)));
}

/** What stands before the first star of a glob, without the slash at its end. */
export function beforeStar(glob: string): string {
  const star = glob.indexOf('*');
  if (star === -1) return glob;
  return glob.slice(0, glob[star - 1] === '/' ? star - 1 : star);
}

/** Made once for each list of patterns: it is compared with many folders. */
function compiled(patterns: readonly string[]): readonly (readonly Segment[])[] {
  const known = compiledPatterns.get(patterns);
  if (known !== undefined) return known;
  const made = patterns.map(segmentsOf);
  compiledPatterns.set(patterns, made);
  return made;
}

const compiledPatterns = new WeakMap<readonly string[], readonly (readonly Segment[])[]>();

function namesOf(path: string): readonly (readonly string[])[] {
  return partsOf(path).map((name) => [...name]);
}

function partsOf(path: string): readonly string[] {
  return path.split('/').filter((segment) => segment !== '' && segment !== '.');
}

function matchesName(tokens: readonly Token[], name: readonly string[]): boolean {
  return matches(tokens, name, (token, letter) => isOneOf(token, letter));
}

/**
 * Whether a pattern with wildcards for any number of items (`*`, `**`) matches all items, in time
 * proportional to the product of both lengths.
 */
function matches<P, T>(
  pattern: readonly (P | '*' | '**')[],
  items: readonly T[],
  isMatch: (part: P, item: T) => boolean,
): boolean {
  let at = 0;
  let back: { readonly pattern: number; readonly item: number } | undefined;
  for (let item = 0; item < items.length;) {
    const part = pattern[at];
    const one = items[item];
    if (part === '*' || part === '**') {
      at += 1;
      back = { pattern: at, item };
    } else if (part !== undefined && one !== undefined && isMatch(part, one)) {
      at += 1;
      item += 1;
    } else if (back !== undefined) {
      item = back.item + 1;
      at = back.pattern;
      back = { pattern: at, item };
    } else {
      return false;
    }
  }
  return pattern.slice(at).every((part) => part === '*' || part === '**');
}

function isOneOf(token: Exclude<Token, '*'>, letter: string): boolean {
  if (token === '?') return true;
  if ('is' in token) return token.is === letter;
  const code = letter.codePointAt(0) ?? 0;
  return token.ranges.some(([from, to]) => from <= code && code <= to) !== token.negated;
}

function tokensOf(segment: string): readonly Token[] {
  const letters = [...segment];
  // Beyond the last `]` no class can end.
  const lastEnd = letters.lastIndexOf(']');
  const tokens: Token[] = [];
  for (let at = 0; at < letters.length; at += 1) {
    const letter = letters[at] ?? '';
    const end = letter === '[' && at < lastEnd ? endOfClass(letters, at) : -1;
    if (end !== -1) {
      tokens.push(classOf(letters.slice(at + 1, end)));
      at = end;
    } else if (letter === '*') {
      if (tokens.at(-1) !== '*') tokens.push('*');
    } else {
      tokens.push(letter === '?' ? '?' : { is: letter });
    }
  }
  return tokens;
}

/** A `]` right after the opening is a letter of the class; -1 when the class is not closed. */
function endOfClass(letters: readonly string[], open: number): number {
  const first = open + (letters[open + 1] === '!' ? 2 : 1);
  return letters.indexOf(']', first + 1);
}

/** `[!x]` is a class that leaves out. */
function classOf(inside: readonly string[]): CharacterClass {
  const negated = inside[0] === '!';
  const letters = negated ? inside.slice(1) : inside;
  const code = (index: number) => letters[index]?.codePointAt(0) ?? 0;
  const ranges: (readonly [number, number])[] = [];
  for (let at = 0; at < letters.length; at += 1) {
    const isRange = letters[at + 1] === '-' && at + 2 < letters.length;
    ranges.push([code(at), code(isRange ? at + 2 : at)]);
    if (isRange) at += 2;
  }
  return { negated, ranges };
}

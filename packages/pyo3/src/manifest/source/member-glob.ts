/**
 * Globs of workspace members, as cargo and uv read them (Rust's `glob` crate): `?`, `*` and `[…]`
 * within one folder name, `**` for any number of folders. There are no braces, negations or
 * escapes.
 *
 * The matcher is written here because no matcher among the dependencies reads such patterns:
 * `path.matchesGlob` prints a warning on Node 20 and 22 and expands braces, and minimatch
 * interprets `\`, `[^x]` and `[[:alpha:]]` differently, and throws for a long pattern. A regular
 * expression built from a pattern would need time exponential in the number of its stars. Here each
 * star and each `**` remembers only the last position to backtrack to, which is sufficient:
 * whatever an earlier one could match instead, a later one can match as well.
 */

/** A `*`, or the condition on one character. */
type Token = '*' | '?' | { readonly is: string } | CharacterClass;

interface CharacterClass {
  readonly negated: boolean;
  /** The first and last code point. */
  readonly ranges: readonly (readonly [number, number])[];
}

/** The segment of a pattern between two slashes. */
export type Segment = '**' | readonly Token[];

/**
 * Whether one of the patterns matches the folder. Both are relative to the workspace's root and
 * separated by `/`; `./x` and `x/` count as `x`. A class such as `[z-a]` matches nothing.
 */
export function coversMember(patterns: readonly string[], folder: string): boolean {
  const names = namesOf(folder);
  return compiled(patterns).some((pattern) => matches(pattern, names, matchesName));
}

/** The same for one pattern, as parsed by `segmentsOf`. */
export function matchesPath(pattern: readonly Segment[], path: string): boolean {
  return matches(pattern, namesOf(path), matchesName);
}

export function segmentsOf(pattern: string): readonly Segment[] {
  return partsOf(pattern).map((part) => (part === '**' ? part : tokensOf(part)));
}

/** The part of a glob before its first star, without the trailing slash. */
export function beforeStar(glob: string): string {
  const star = glob.indexOf('*');
  if (star === -1) return glob;
  return glob.slice(0, glob[star - 1] === '/' ? star - 1 : star);
}

/** Cached per list of patterns, because it is compared with many folders. */
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
  // No class can end after the last `]`.
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

/**
 * The index of the closing `]`; one directly after the opening is a member of the class. -1 if the
 * class is not closed.
 */
function endOfClass(letters: readonly string[], open: number): number {
  const first = open + (letters[open + 1] === '!' ? 2 : 1);
  return letters.indexOf(']', first + 1);
}

/** The form `[!x]` is a negated class. */
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

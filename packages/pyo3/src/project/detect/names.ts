/**
 * Names of projects in the Nx graph. Nx refuses a graph in which two folders have
 * one name, so no two get one here.
 */

/** A folder that is a project, and what it would like to be called. */
export interface Claim {
  readonly root: string;
  /** Distribution name for Python kinds, crate name for crates. */
  readonly wanted: string;
  readonly kind: 'python' | 'crate';
  /** Name that Nx itself gives the folder, which wins over all others. */
  readonly stated?: string;
  /** Name in a package.json that Nx does not read, for a folder that cannot have the wanted one. */
  readonly npm?: string;
}

/**
 * The name of each folder, by root. Stated names first; then the Python project keeps a name that a
 * crate wants too, and the crate is called as its package.json says, or `<name>-crate`; the rest are called
 * by their path. Among equals the first path has the first choice, so the order of `claims` makes no difference.
 */
export function assignNames(claims: readonly Claim[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  const sorted = [...claims].sort((a, b) => comparePaths(a.root, b.root));
  const assign = (claim: Claim, candidates: Iterable<string>) => {
    if (names.has(claim.root)) return;
    for (const name of candidates) {
      if (taken.has(name)) continue;
      names.set(claim.root, name);
      taken.add(name);
      return;
    }
  };
  for (const claim of sorted) {
    if (claim.stated === undefined) continue;
    // Two stated names that are equal are for Nx to report: both are written by the user.
    names.set(claim.root, claim.stated);
    taken.add(claim.stated);
  }
  for (const kind of ['python', 'crate'] as const) {
    for (const claim of sorted) if (claim.kind === kind) assign(claim, [claim.wanted]);
  }
  for (const claim of sorted) {
    if (!names.has(claim.root)) assign(claim, fallbacks(claim));
  }
  return names;
}

/** Shorter paths first, then by code unit: the same on every machine. */
export function comparePaths(a: string, b: string): number {
  return depthOf(a) - depthOf(b) || (a < b ? -1 : a > b ? 1 : 0);
}

function depthOf(path: string): number {
  if (path === '.') return 0;
  let depth = 1;
  for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) depth += 1;
  return depth;
}

/** Without an end, and made as they are asked for: a list for each of many folders has no room. */
function* fallbacks({ root, wanted, kind, npm }: Claim): Generator<string> {
  if (npm !== undefined) yield npm;
  if (kind === 'crate') yield `${wanted}-crate`;
  const byPath = root === '.' ? 'workspace' : withoutControl(root.replaceAll('/', '-'));
  yield byPath;
  for (let number = 2; ; number += 1) yield `${byPath}-${String(number)}`;
}

/** A folder's name as a project may be called: Nx prints it, and a log may take a line for a command. */
export function withoutControl(name: string): string {
  return name.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, '-');
}

/**
 * Versions as Cargo.toml states them: `rust-version`, and requirements of dependencies.
 */

/** Major, minor and patch number. */
export type Release = readonly [major: number, minor: number, patch: number];

/**
 * The numbers of a version, where missing ones are 0: `1.95.0` and `1.95.0-nightly` of rustc,
 * `1.85` of `rust-version`. `undefined` for any other string.
 */
export function parseRelease(text: string): Release | undefined {
  const match = /^\s*(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:[-+][0-9A-Za-z.+-]*)?\s*$/.exec(text);
  return match === null
    ? undefined
    : [Number(match[1]), Number(match[2] ?? 0), Number(match[3] ?? 0)];
}

/** Negative, zero or positive. */
export function compareCargoReleases(a: Release, b: Release): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}

/**
 * Whether a rustc (`1.95.0`, or `1.97.0-nightly`, which cargo treats as 1.97.0) satisfies a crate's
 * `rust-version` (Cargo reference, "The rust-version field"). A string that is not a version
 * requires nothing.
 */
export function meetsRustVersion(rustc: string, rustVersion: string): boolean {
  const has = parseRelease(rustc);
  const asked = parseRelease(rustVersion);
  return has === undefined || asked === undefined || compareCargoReleases(has, asked) >= 0;
}

/**
 * The lowest release that a requirement allows (Cargo reference, "Specifying Dependencies"):
 * `0.30`, `^0.30` and `0.30.*` → 0.30.0; `>=0.26, <0.31` → 0.26.0; `>0.26` → 0.27.0; `*` and `<2` →
 * 0.0.0. Pre-release tags are ignored. `undefined` for any other string.
 */
export function lowestAllowed(requirement: string): Release | undefined {
  const bounds = requirement.split(',').map((part) => lowestOf(part.trim()));
  let lowest: Release = [0, 0, 0];
  for (const bound of bounds) {
    if (bound === undefined) return undefined;
    if (compareCargoReleases(bound, lowest) > 0) lowest = bound;
  }
  return lowest;
}

function lowestOf(comparator: string): Release | undefined {
  const match = /^(\^|~|>=|<=|=|<|>)?\s*([^\s<>=^~]+)$/.exec(comparator);
  if (match === null) return undefined;
  const [, operator, version = ''] = match;
  if (/^[*xX](\.[*xX]){0,2}$/.test(version)) return [0, 0, 0];
  const bare = version.replace(/(\.[*xX]){1,2}$/, '');
  const release = parseRelease(bare);
  if (release === undefined) return undefined;
  if (operator === '<' || operator === '<=') return [0, 0, 0];
  return operator === '>' ? nextRelease(release, bare.split(/[-+]/, 1)[0] ?? '') : release;
}

/** The requirement `>1` begins at 2.0.0, `>1.2` at 1.3.0, `>1.2.3` at 1.2.4. */
function nextRelease([major, minor, patch]: Release, written: string): Release {
  const parts = written.split('.').length;
  if (parts === 1) return [major + 1, 0, 0];
  return parts === 2 ? [major, minor + 1, 0] : [major, minor, patch + 1];
}

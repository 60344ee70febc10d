/** Names of Python distributions. */

/** The form in which two names of one distribution are equal (PEP 503): `Foo_.Bar` → `foo-bar`. */
export function normalizeDistributionName(name: string): string {
  return name.replaceAll(/[-_.]+/g, '-').toLowerCase();
}

/**
 * The form used in file names of wheels and sdists and in `.dist-info` (PEP 427, PEP 625):
 * `foo_bar`.
 */
export function distributionFileName(name: string): string {
  return normalizeDistributionName(name).replaceAll('-', '_');
}

/**
 * Matches ASCII letters, digits, `-`, `_` and `.`, with a letter or digit at both ends (PEP 508,
 * PEP 621).
 */
export function isDistributionName(name: string): boolean {
  return /^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$/.test(name);
}

/** Matches what `isDistributionName` does, and names that end or begin with another of its characters. */
export function isNameOfAscii(name: string): boolean {
  return /^[A-Za-z0-9._-]+$/.test(name);
}

/**
 * Names of distributions.
 */

/** The form in which two names of one distribution are equal (PEP 503): `Foo_.Bar` → `foo-bar`. */
export function normalizeDistributionName(name: string): string {
  return name.replaceAll(/[-_.]+/g, '-').toLowerCase();
}

/** The form in file names of wheels and sdists and in `.dist-info` (PEP 427, PEP 625): `foo_bar`. */
export function distributionFileName(name: string): string {
  return normalizeDistributionName(name).replaceAll('-', '_');
}

/** Letters, digits, `-`, `_` and `.` of ASCII, first and last a letter or digit (PEP 508, PEP 621). */
export function isDistributionName(name: string): boolean {
  return /^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$/.test(name);
}

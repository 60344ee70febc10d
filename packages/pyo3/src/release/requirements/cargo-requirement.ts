/** Version requirements of Cargo.toml (Cargo reference, "Specifying Dependencies"). */
import semver from 'semver';
import { countNumbers, withNumbers, type Raised, type Release } from './raised.ts';

/**
 * Whether cargo accepts a version for a requirement; `undefined` if the requirement cannot be read. A
 * bare version is a caret requirement, and a comma is a space in node's semver. Pre-releases are matched
 * by the same rule: a comparator must name one of the same numbers.
 */
export function cargoAllows(requirement: string, version: string): boolean | undefined {
  const clauses = requirement.split(',').map((clause) => clause.trim());
  const range = clauses.map((clause) => (/^\d/.test(clause) ? `^${clause}` : clause)).join(' ');
  if (semver.validRange(range) === null || semver.valid(version) === null) return undefined;
  return semver.satisfies(version, range);
}

/**
 * The requirement with the new version in place of every bare, `^`, `~`, `=` or `>=` version, with as
 * many numbers as before; a pre-release is written in full, which cargo asks for.
 *
 * @param keepMatching leaves a requirement alone that allows the version.
 */
export function raiseCargoRequirement(
  requirement: string,
  version: string,
  keepMatching: boolean,
): Raised {
  if (keepMatching && cargoAllows(requirement, version) === true) return { text: requirement };
  const parsed = semver.parse(version);
  if (parsed === null) return { problem: `${version} is not a SemVer version` };
  const { major, minor, patch, prerelease } = parsed;
  const release: Release = {
    numbers: [major, minor, patch],
    suffix: prerelease.length === 0 ? '' : `-${prerelease.join('.')}`,
  };
  const text = requirement.replaceAll(
    /(^|,)(\s*)(\^|~|>=|=)?(\s*)(\d[0-9A-Za-z.*+-]*)/g,
    (_, comma: string, before: string, operator = '', space: string, written: string) =>
      `${comma}${before}${String(operator)}${space}${replaced(written, release)}`,
  );
  if (cargoAllows(text, version) === true) return { text };
  return { problem: `the requirement "${requirement}" does not allow ${version}` };
}

function replaced(written: string, release: Release): string {
  const count = Math.min(countNumbers(written), 3);
  if (written.endsWith('.*')) return `${withNumbers(count, { ...release, suffix: '' })}.*`;
  return withNumbers(release.suffix === '' ? count : 3, release);
}

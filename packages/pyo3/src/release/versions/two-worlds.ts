/**
 * One version in two notations. Nx, git tags and Cargo.toml use SemVer, pyproject.toml and requirements
 * of Python packages use PEP 440. maturin translates the first into the second as
 * `packaging.version.Version` reads it, and so does this file.
 */
import semver from 'semver';
import {
  comparePythonVersions,
  formatPythonVersion,
  parsePythonVersion,
} from '../../python/version.ts';

/** The PEP 440 form of a version: `0.2.0-rc.1` gives `0.2.0rc1`. `undefined` if there is none. */
export function pythonForm(version: string): string | undefined {
  const parsed = parsePythonVersion(version);
  return parsed === undefined ? undefined : formatPythonVersion(parsed);
}

/** A version in SemVer, or the reason why there is none, as a clause that follows "the version". */
export type SemverForm = { readonly version: string } | { readonly problem: string };

/**
 * The SemVer form of a version that a manifest states. A version that is both, such as `0.2.0-rc.1`,
 * keeps its spelling. Missing numbers are zeros, as in PEP 440: `1.0` gives `1.0.0`.
 */
export function semverForm(written: string): SemverForm {
  const parsed = parsePythonVersion(written);
  if (parsed === undefined) {
    return isSemver(written) ? { version: written } : { problem: 'is not a version' };
  }
  const problem = orderProblem(written);
  if (problem !== undefined) return { problem };
  const { epoch, release, pre, dev, local } = parsed;
  if (epoch !== 0) return { problem: 'has an epoch, which SemVer does not have' };
  if (local !== undefined) return { problem: 'has a local part, which package indexes reject' };
  if (isSemver(written)) return { version: written };
  if (release.length > 3) return { problem: 'has more than three numbers' };
  const numbers = [0, 1, 2].map((index) => release[index] ?? 0).join('.');
  const words = { a: 'alpha', b: 'beta', rc: 'rc' } as const;
  if (pre !== undefined) return { version: `${numbers}-${words[pre.phase]}.${String(pre.number)}` };
  return { version: dev === undefined ? numbers : `${numbers}-dev.${String(dev)}` };
}

/**
 * Why a SemVer version cannot be the version of a Python distribution, as a clause that follows the
 * version; `undefined` if it can.
 */
export function distributionProblem(version: string): string | undefined {
  if (!isSemver(version)) return 'is not a SemVer version such as 1.2.3-rc.1';
  const parsed = parsePythonVersion(version);
  if (parsed === undefined) {
    return 'has no form in PEP 440, which allows only the pre-releases alpha, beta, rc and dev with one number';
  }
  if (parsed.local !== undefined) return 'has build metadata, and package indexes reject that';
  return orderProblem(version);
}

/**
 * Why a version must not follow another one; `undefined` if both notations put it behind. Nx orders by
 * SemVer, installers by PEP 440, where `dev` precedes `alpha`.
 */
export function successionProblem(current: string, next: string): string | undefined {
  const [before, after] = [parsePythonVersion(current), parsePythonVersion(next)];
  if (before === undefined || after === undefined || !isSemver(current)) return undefined;
  if (semver.compare(next, current) <= 0 || comparePythonVersions(after, before) > 0)
    return undefined;
  return `follows ${current} in SemVer, but ${formatPythonVersion(after)} does not follow ${formatPythonVersion(before)} in PEP 440`;
}

function isSemver(text: string): boolean {
  return /^\d\S*$/.test(text) && semver.valid(text) !== null;
}

/** What both notations can say, but order differently. */
function orderProblem(version: string): string | undefined {
  const parsed = parsePythonVersion(version);
  if (parsed?.post !== undefined) {
    return 'is a post-release in PEP 440, which follows the release; in SemVer it precedes the release';
  }
  if (parsed?.pre !== undefined && parsed.dev !== undefined) {
    return 'is a development release of a pre-release, which SemVer orders the other way round';
  }
  return undefined;
}

import { parseRelease } from '../../manifest/cargo/cargo-version.ts';

/** What generated code has to know of a minor release of pyo3. */
export interface Pyo3Release {
  /** `0.30`; the `numpy` crate has the same number. */
  readonly series: string;
  /** `30` of `0.30`; that of the newest release known for what is newer still. */
  readonly minor: number;
  /** Minimum Python 3 minor version, which is that of the lowest `abi3-py3…` feature too. */
  readonly minimumPython: number;
  /** Highest `abi3-py3…` feature. */
  readonly highestAbi3: number;
  /** Needs `extension-module`: maturin's PYO3_BUILD_EXTENSION_MODULE is known from 0.26 on. */
  readonly needsExtensionModuleFeature: boolean;
  /** `Python::initialize()` and `Python::attach`, or their names before 0.26. */
  readonly initializePython: string;
  readonly attachPython: string;
}

/** What a new library uses when nothing else is asked for. */
export const currentPyo3 = '0.30';

/** What this plugin knows of. */
const newestPyo3Minor = 30;

/** First minor release with the `Bound` API alone and declarative modules without a feature. */
export const oldestPyo3Minor = 23;

/**
 * First minor release whose feature `experimental-inspect` makes what maturin can read: since 1.13
 * that generates stubs, and it has only read the form of pyo3 0.28 and newer.
 */
export const oldestIntrospectablePyo3Minor = 28;

/**
 * The facts of a `pyo3` version or requirement (`0.30`, `^0.28.2`, `>=0.27, <0.29`), by its first number;
 * from pyo3's own Cargo.toml of each release. A release newer than this plugin counts as the newest
 * known. `undefined` when there is no number in it, or it is older than 0.23.
 */
export function pyo3Release(version: string): Pyo3Release | undefined {
  const number = /\d+(?:\.\d+)*/.exec(version)?.[0];
  const release = number === undefined ? undefined : parseRelease(number);
  if (release === undefined) return undefined;
  const [major, minor] = release;
  if (major === 0 && minor < oldestPyo3Minor) return undefined;
  const known = major > 0 ? Number.POSITIVE_INFINITY : minor;
  const renamed = known >= 26;
  return {
    series: `${major}.${minor}`,
    minor: Math.min(known, newestPyo3Minor),
    minimumPython: known >= 30 ? 9 : known >= 29 ? 8 : 7,
    highestAbi3: known >= 29 ? 15 : known >= 25 ? 14 : known >= 24 ? 13 : 12,
    needsExtensionModuleFeature: !renamed,
    initializePython: renamed ? 'Python::initialize()' : 'pyo3::prepare_freethreaded_python()',
    attachPython: renamed ? 'Python::attach' : 'Python::with_gil',
  };
}

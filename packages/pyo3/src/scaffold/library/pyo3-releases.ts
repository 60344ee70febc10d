import { parseRelease } from '../../manifest/cargo/cargo-version.ts';

/** The facts about a minor release of pyo3 that generated code depends on. */
export interface Pyo3Release {
  /** The series, such as `0.30`, which the `numpy` crate shares. */
  readonly series: string;
  /** `30` for `0.30`; for newer releases, the number of the newest known release. */
  readonly minor: number;
  /** The minimum Python 3 minor version, which is also that of the lowest `abi3-py3…` feature. */
  readonly minimumPython: number;
  /** The highest `abi3-py3…` feature. */
  readonly highestAbi3: number;
  /**
   * Whether it requires `extension-module`: pyo3 reads maturin's PYO3_BUILD_EXTENSION_MODULE since
   * 0.26.
   */
  readonly needsExtensionModuleFeature: boolean;
  /** `Python::initialize()` and `Python::attach`, or their names before 0.26. */
  readonly initializePython: string;
  readonly attachPython: string;
}

/** The release that a new library uses by default. */
export const currentPyo3 = '0.30';

/** The releases that this plugin knows. */
const newestPyo3Minor = 30;

/**
 * The first minor release with only the `Bound` API and with declarative modules without a feature.
 */
export const oldestPyo3Minor = 23;

/**
 * The first minor release whose `experimental-inspect` output maturin can read: maturin generates
 * stubs since 1.13, and has only ever read the format of pyo3 0.28 and newer.
 */
export const oldestIntrospectablePyo3Minor = 28;

/**
 * The facts about a `pyo3` version or requirement (`0.30`, `^0.28.2`, `>=0.27, <0.29`), by its
 * first number; taken from pyo3's own Cargo.toml in each release. A release newer than this plugin
 * counts as the newest known one. `undefined` if it contains no number, or is older than 0.23.
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

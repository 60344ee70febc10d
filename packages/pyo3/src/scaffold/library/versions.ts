import { Pyo3Error } from '../../diagnostics/pyo3-error.ts';
import type { Pyo3InUse } from '../workspace/cargo-home.ts';
import { currentPyo3, oldestPyo3Minor, pyo3Release, type Pyo3Release } from './pyo3-releases.ts';

/** The versions as they were typed; Nx converts some to numbers. */
export interface AskedVersions {
  readonly pyo3Version?: string | number;
  readonly pythonVersion?: string | number;
  readonly abi3?: string | number;
}

export interface ChosenVersions {
  readonly pyo3: Pyo3Release;
  /** The requirement in Cargo.toml if it is not inherited. */
  readonly pyo3Version: string;
  readonly python: number;
  readonly abi3?: number;
}

const defaultPython = 9;

/** The oldest Python 3 that any supported pyo3 requires. */
const oldestPythonMinor = 7;

/**
 * The versions of pyo3, Python and the stable ABI, which must be compatible with each other and
 * with the pyo3 that the cargo workspace already uses.
 *
 * @throws Pyo3Error `option-invalid`.
 */
export function chooseVersions(
  options: AskedVersions,
  inUse: Pyo3InUse | undefined,
): ChosenVersions {
  const asked = writtenVersion(options.pyo3Version, oldestPyo3Minor);
  const pyo3 = choosePyo3(asked, inUse);
  const abi3 = chooseAbi3(writtenVersion(options.abi3, oldestPythonMinor) ?? 'off', pyo3);
  const pythonVersion = writtenVersion(options.pythonVersion, oldestPythonMinor);
  const python = choosePython(pythonVersion, abi3, pyo3);
  const pyo3Version = asked ?? inUse?.requirement ?? currentPyo3;
  return { pyo3, pyo3Version, python, ...(abi3 === undefined ? {} : { abi3 }) };
}

/**
 * A version as it was typed: Nx passes `--abi3=3.10` as the number 3.1. A minor version below the
 * oldest supported one has lost its zero.
 */
function writtenVersion(value: string | number | undefined, oldest: number): string | undefined {
  if (typeof value !== 'number') return value?.trim();
  const [major = '', minor = ''] = String(value).split('.');
  const hasLostZero = minor.length === 1 && Number(minor) < oldest;
  return minor === '' ? major : `${major}.${minor}${hasLostZero ? '0' : ''}`;
}

function choosePyo3(asked: string | undefined, inUse: Pyo3InUse | undefined): Pyo3Release {
  if (asked !== undefined && !/^\d+\.\d+(\.\d+)?$/.test(asked)) {
    throw invalid(
      `--pyo3Version must be a version of pyo3, but it is "${asked}".`,
      `Write --pyo3Version=${currentPyo3}, or omit it.`,
    );
  }
  const version = asked ?? inUse?.requirement ?? currentPyo3;
  const release = pyo3Release(version);
  if (release === undefined) {
    const where = asked === undefined && inUse ? `, required by ${inUse.file},` : '';
    throw invalid(
      `pyo3 ${version}${where} is not supported; the oldest supported version is 0.${oldestPyo3Minor}.`,
      asked === undefined && inUse
        ? `Upgrade pyo3 in ${inUse.file} first.`
        : `Write --pyo3Version=${currentPyo3}, or omit it.`,
    );
  }
  const present = inUse && pyo3Release(inUse.requirement)?.series;
  if (asked !== undefined && inUse && present !== release.series) {
    throw invalid(
      `${asked} cannot be added: a cargo workspace can link only one series of pyo3, and ${inUse.file} uses pyo3 ${inUse.requirement}.`,
      'Omit --pyo3Version, or change the version there first.',
    );
  }
  return release;
}

function chooseAbi3(asked: string, pyo3: Pyo3Release): number | undefined {
  if (asked === 'off') return undefined;
  const minor = python3Minor(asked);
  const { minimumPython: lowest, highestAbi3: highest } = pyo3;
  if (minor === undefined) {
    throw invalid(
      `--abi3 must be a Python version or "off", but it is "${asked}".`,
      'Write --abi3=3.10 (one wheel for Python 3.10 and later), or --abi3=off.',
    );
  }
  if (minor < lowest || minor > highest) {
    const nearest = minor < lowest ? lowest : highest;
    throw invalid(
      `pyo3 ${pyo3.series} has no stable ABI for Python 3.${minor}; it supports 3.${lowest} to 3.${highest}.`,
      `Write --abi3=3.${nearest}, or --abi3=off.`,
    );
  }
  return minor;
}

function choosePython(
  asked: string | undefined,
  abi3: number | undefined,
  pyo3: Pyo3Release,
): number {
  if (asked === undefined) return Math.max(defaultPython, abi3 ?? 0, pyo3.minimumPython);
  const minor = python3Minor(asked);
  if (minor === undefined) {
    throw invalid(
      `--pythonVersion must be a version of Python 3, but it is "${asked}".`,
      'Write two numbers: --pythonVersion=3.10',
    );
  }
  if (minor < pyo3.minimumPython) {
    throw invalid(
      `pyo3 ${pyo3.series} does not support Python 3.${minor}; its minimum is 3.${pyo3.minimumPython}.`,
      `Write --pythonVersion=3.${pyo3.minimumPython}, or choose an older --pyo3Version.`,
    );
  }
  if (abi3 !== undefined && minor < abi3) {
    throw invalid(
      `A wheel for the stable ABI of Python 3.${abi3} cannot be installed in Python 3.${minor}.`,
      `Write --pythonVersion=3.${abi3}, or --abi3=3.${Math.max(minor, pyo3.minimumPython)}.`,
    );
  }
  return minor;
}

/** `3.10` → 10. */
function python3Minor(text: string): number | undefined {
  const match = /^3\.(\d{1,2})$/.exec(text.trim());
  return match === null ? undefined : Number(match[1]);
}

function invalid(message: string, hint: string): Pyo3Error {
  return new Pyo3Error({ code: 'option-invalid', message, hint });
}

/** The interpreters and ABIs that wheels are built for, as their tags name them (PEP 425, 703, 803). */

/** An interpreter, as `python` of the wheel settings names it. */
export interface WheelPython {
  /** As maturin's option `--interpreter` takes it: `3.12`, `3.14t`, `pypy3.11`. */
  readonly name: string;
  readonly kind: 'cpython' | 'pypy';
  readonly minor: number;
  readonly isFreeThreaded: boolean;
}

/** The start of an atom's name: what a wheel is built with, and what it runs on. */
export interface WheelAbi {
  /** `cp312`, `cp314t`, `pp311`, `cp39-abi3`, `cp315-abi3t` or `py3-none`. */
  readonly tag: string;
  /** What builds it; absent for `py3-none`, which every Python can import. */
  readonly python?: WheelPython;
  readonly stable?: 'abi3' | 'abi3t';
}

/** The oldest CPython that any supported pyo3 compiles for, and the newest that is released. */
export const knownMinors = [9, 10, 11, 12, 13, 14, 15] as const;

/**
 * Versions that python.org still fixes (devguide, "Status of Python versions", November 2026); each
 * has a free-threaded build from 3.14 on that maturin and pyo3 support (PEP 779).
 */
export const supportedMinors = [11, 12, 13, 14, 15] as const;
const firstFreeThreaded = 14;

/** `3.12`, `3.14t` or `pypy3.11`; `undefined` for anything else. */
export function parseWheelPython(text: string): WheelPython | undefined {
  const match = /^(pypy)?3\.(\d{1,2})(t)?$/.exec(text);
  if (match === null) return undefined;
  const [, pypy, digits, free] = match;
  const minor = Number(digits);
  const isFreeThreaded = free !== undefined;
  if (isFreeThreaded && (pypy !== undefined || minor < firstFreeThreaded)) return undefined;
  return { name: text, kind: pypy === undefined ? 'cpython' : 'pypy', minor, isFreeThreaded };
}

export function cpython(minor: number, isFreeThreaded = false): WheelPython {
  const name = `3.${String(minor)}${isFreeThreaded ? 't' : ''}`;
  return { name, kind: 'cpython', minor, isFreeThreaded };
}

export function hasFreeThreading(minor: number): boolean {
  return minor >= firstFreeThreaded;
}

/** The ABI of a wheel that only its own interpreter imports. */
export function ownAbi(python: WheelPython): WheelAbi {
  const { kind, minor, isFreeThreaded } = python;
  const tag = `${kind === 'pypy' ? 'pp' : 'cp'}3${String(minor)}${isFreeThreaded ? 't' : ''}`;
  return { tag, python };
}

/** One wheel for all Python 3: programs, and libraries that are loaded with cffi or ctypes. */
export const anyPython: WheelAbi = { tag: 'py3-none' };

/** The ABI that begins an atom's name; `undefined` for anything else. */
export function parseAbi(text: string): WheelAbi | undefined {
  if (text === anyPython.tag) return anyPython;
  const match = /^(cp|pp)3(\d{1,2})(t)?(?:-(abi3t?))?$/.exec(text);
  if (match === null) return undefined;
  const [, kind, minor, free, stable] = match;
  if (stable !== undefined && (kind === 'pp' || free !== undefined)) return undefined;
  if (stable === 'abi3' || stable === 'abi3t') return stableAbi(stable, Number(minor));
  const python = parseWheelPython(`${kind === 'pp' ? 'pypy' : ''}3.${String(minor)}${free ?? ''}`);
  return python && ownAbi(python);
}

/** `abi3t` (PEP 803) runs on both builds of Python, and is compiled with the free-threaded one. */
export function stableAbi(stable: 'abi3' | 'abi3t', minor: number): WheelAbi {
  const python = cpython(minor, stable === 'abi3t');
  return { tag: `cp3${String(minor)}-${stable}`, python, stable };
}

/**
 * Whether a built wheel is of the ABI: its Python and ABI tags are sets, joined by dots
 * (`cp315-abi3.abi3t`).
 */
export function hasAbi({ tag, stable }: WheelAbi, pythonTag: string, abiTag: string): boolean {
  const [python = '', abi = python] = tag.split('-');
  const isPython = pythonTag.split('.').includes(python.replace(/t$/, ''));
  const abis = abiTag.split('.');
  if (stable !== undefined || tag === anyPython.tag) return isPython && abis.includes(abi);
  const isOwn = python.startsWith('pp')
    ? abis.some((one) => one.startsWith('pypy3'))
    : abis.includes(python);
  return isPython && isOwn;
}

/** Whether a wheel of the ABI can be imported by an interpreter (PEP 425, 703 and 803). */
export function runsOn({ tag, python, stable }: WheelAbi, interpreter: WheelPython): boolean {
  if (tag === anyPython.tag) return true;
  if (python === undefined) return false;
  if (stable === undefined) return ownAbi(interpreter).tag === tag;
  const isNew = interpreter.kind === 'cpython' && interpreter.minor >= python.minor;
  return isNew && (stable === 'abi3t' || !interpreter.isFreeThreaded);
}

/** `CPython 3.14t`, `PyPy 3.11`. */
export function showPython({ kind, minor, isFreeThreaded }: WheelPython): string {
  const name = kind === 'pypy' ? 'PyPy' : 'CPython';
  return `${name} 3.${String(minor)}${isFreeThreaded ? 't' : ''}`;
}

/**
 * The one Python environment that every child process of a project's tasks sees.
 */

import type { AbsolutePath } from '../files/paths.ts';
import type { Origin } from './candidates.ts';

/** What the interpreter says of itself. */
export interface Interpreter {
  /** Absolute path of the executable to start, inside the virtual environment where there is one. */
  readonly executable: AbsolutePath;
  /** For example `cpython` or `pypy`, as `sys.implementation.name`. */
  readonly implementation: string;
  /** `[major, minor, micro]`. */
  readonly version: readonly [number, number, number];
  /** `sysconfig` `EXT_SUFFIX`, for example `.cpython-311-x86_64-linux-gnu.so`. */
  readonly extSuffix: string;
  /** `sysconfig` `abiflags`: `''`, `'t'`, `'d'`, … */
  readonly abiFlags: string;
  readonly pointerWidth: 32 | 64;
  /** `sysconfig.get_platform()`, for example `linux-x86_64`. */
  readonly platform: string;
  readonly freeThreaded: boolean;
  /** True when Rust programs link a shared libpython, by the rules of `pyo3-build-config`. */
  readonly shared: boolean;
  /** Name of that library for the linker, for example `python3.11`. */
  readonly libName: string;
  /** Folder that the linker finds it in; absent when the interpreter does not say. */
  readonly libDir?: string;
  /** `PYTHONFRAMEWORKPREFIX` of a macOS framework build. */
  readonly frameworkPrefix?: string;
  /** Those of `Py_DEBUG`, `Py_GIL_DISABLED`, … that are on; pyo3 compiles for them. */
  readonly buildFlags: readonly string[];
  /** True for a Python that was moved after it was built, so that libpython needs `PYTHONHOME`. */
  readonly relocatable: boolean;
  readonly basePrefix: AbsolutePath;
  readonly baseExecutable: string;
  readonly prefix: AbsolutePath;
  /** `sysconfig` `purelib`, absolute. */
  readonly sitePackages: AbsolutePath;
}

/** A resolved interpreter and where it came from. */
export interface PythonEnvironment {
  readonly interpreter: Interpreter;
  /** Absolute path of the virtual or conda environment; absent for a bare interpreter. */
  readonly prefix?: AbsolutePath;
  readonly kind: 'venv' | 'conda' | 'system';
  /** Which rule chose it, for `--verbose`. */
  readonly origin: Origin;
}

/** How a Python tool is started: a program and the arguments that come before the tool's own. */
export interface Tool {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly origin: 'environment' | 'path' | 'uvx';
}

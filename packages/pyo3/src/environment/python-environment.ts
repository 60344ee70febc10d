/**
 * The one Python environment that every child process of a project's tasks sees (design section 6).
 */

/** What the interpreter says of itself. */
export interface Interpreter {
  /** Absolute path of the executable to start, inside the virtual environment where there is one. */
  readonly executable: string;
  /** For example `cpython` or `pypy`, as `sys.implementation.name`. */
  readonly implementation: string;
  /** `[major, minor, micro]`. */
  readonly version: readonly [number, number, number];
  /** `sysconfig` `EXT_SUFFIX`, for example `.cpython-311-x86_64-linux-gnu.so`. */
  readonly extSuffix: string;
  /** `sysconfig` `abiflags`: `''`, `'t'`, `'d'`, … */
  readonly abiFlags: string;
  readonly pointerWidth: 32 | 64;
  readonly platform: string;
  readonly freeThreaded: boolean;
  /** Shared libpython: `Py_ENABLE_SHARED`, `LDLIBRARY` without prefix and suffix, `LIBDIR`. */
  readonly shared: boolean;
  readonly libName?: string;
  readonly libDir?: string;
  readonly basePrefix: string;
  readonly baseExecutable: string;
  readonly prefix: string;
  /** `sysconfig` `purelib`, absolute. */
  readonly sitePackages: string;
}

/** A resolved interpreter and where it came from. */
export interface PythonEnvironment {
  readonly interpreter: Interpreter;
  /** Absolute path of the virtual or conda environment; absent for a bare interpreter. */
  readonly prefix?: string;
  readonly kind: 'venv' | 'conda' | 'system';
  /** Which rule chose it, for `--verbose`. */
  readonly origin:
    | 'option'
    | 'project-venv'
    | 'workspace-venv'
    | 'VIRTUAL_ENV'
    | 'CONDA_PREFIX'
    | 'created';
  /** True when uv made the environment (`uv = ` in pyvenv.cfg): it may have no pip. */
  readonly madeByUv: boolean;
}

/** How a Python tool is started: a program and the arguments that come before the tool's own. */
export interface Tool {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly origin: 'environment' | 'path' | 'uvx';
}

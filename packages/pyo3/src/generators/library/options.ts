// Generated from schema.json by `npm run generate`; do not edit.

/**
 * A Python package with Rust inside: built by maturin or setuptools-rust, tested from both
 * sides, typed, linted; a member of the cargo workspace and of the uv workspace.
 */
export interface LibraryGeneratorOptions {
  /** Folder of the library, relative to the workspace root; it must be empty or absent. */
  readonly directory: string;
  /** Name of the distribution and of the crate. The last part of the folder when not given. */
  readonly name?: string;
  /**
   * Dotted name of the extension module. `<package>._<package>` when not given; for the layout
   * `pure` one name without a dot.
   */
  readonly moduleName?: string;
  /**
   * `mixed`: a Python package (`python/`) around the extension (`src/`). `pure`: Rust only.
   * `src`: the Python package in `src/`, the crate in `rust/`.
   *
   * Default: `"mixed"`.
   */
  readonly layout?: 'mixed' | 'pure' | 'src';
  /**
   * Minimum version of Python for one wheel that all later versions load (the stable ABI), such
   * as `3.10`; or `off`, one wheel for each version.
   *
   * Default: `"off"`.
   */
  readonly abi3?: string | number;
  /**
   * Use NumPy arrays: the `numpy` crate, the `numpy` distribution and an example function.
   *
   * Default: `false`.
   */
  readonly numpy?: boolean;
  /**
   * What the library starts with: a function that can fail, a class that is a value, or only
   * `__version__`.
   *
   * Default: `"function"`.
   */
  readonly example?: 'function' | 'class' | 'minimal';
  /** Tests from the Python side. Default: `"pytest"`. */
  readonly unitTestRunner?: 'pytest' | 'none';
  /** Tests from the Rust side, for `cargo test`. Default: `true`. */
  readonly cargoTest?: boolean;
  /** A stub of the extension (`.pyi`) and `py.typed` (PEP 561). Default: `true`. */
  readonly typing?: boolean;
  /**
   * Minimum version of Python (`requires-python`). `3.9`, or the version of `abi3` when that is
   * higher, when not given.
   */
  readonly pythonVersion?: string | number;
  /** Version of the `pyo3` crate. That of the cargo workspace, else `0.30`, when not given. */
  readonly pyo3Version?: string | number;
  /**
   * What builds the wheel: maturin, or setuptools by its extension setuptools-rust, which knows
   * no layout `pure`.
   *
   * Default: `"maturin"`.
   */
  readonly buildBackend?: 'maturin' | 'setuptools-rust';
  /** Tags of the project, separated by commas; they are written to a project.json. */
  readonly tags?: string;
  /** Do not format the changed files with Prettier. Default: `false`. */
  readonly skipFormat?: boolean;
}

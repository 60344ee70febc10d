// Generated from schema.json by `npm run generate`; do not edit.

/**
 * Creates a Python package with Rust inside: built by maturin or setuptools-rust, tested in
 * both languages, typed and linted; a member of the cargo workspace and of the uv workspace.
 */
export interface LibraryGeneratorOptions {
  /** Folder of the library, relative to the workspace root; it must be empty or absent. */
  readonly directory: string;
  /** Name of the distribution and of the crate. Defaults to the last segment of the folder. */
  readonly name?: string;
  /**
   * Dotted name of the extension module. Defaults to `<package>._<package>`, or, in the layout
   * `pure`, to a name without a dot.
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
   * Minimum Python version of a single wheel for all later versions (the stable ABI), such as
   * `3.10`; or `off`, for one wheel per version.
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
   * Example code: a function that can fail, a value class, or only `__version__`.
   *
   * Default: `"function"`.
   */
  readonly example?: 'function' | 'class' | 'minimal';
  /** Test runner for the Python tests. Default: `"pytest"`. */
  readonly unitTestRunner?: 'pytest' | 'none';
  /** Add Rust tests for `cargo test`. Default: `true`. */
  readonly cargoTest?: boolean;
  /** Add a stub of the extension (`.pyi`) and `py.typed` (PEP 561). Default: `true`. */
  readonly typing?: boolean;
  /**
   * Minimum Python version (`requires-python`). Defaults to `3.9`, or to the version of `abi3`
   * if that is higher.
   */
  readonly pythonVersion?: string | number;
  /** Version of the `pyo3` crate. Defaults to the version in the cargo workspace, else `0.30`. */
  readonly pyo3Version?: string | number;
  /**
   * Build backend: maturin, or setuptools with setuptools-rust, which does not support the
   * layout `pure`.
   *
   * Default: `"maturin"`.
   */
  readonly buildBackend?: 'maturin' | 'setuptools-rust';
  /** Project tags, separated by commas; they are written to a project.json. */
  readonly tags?: string;
  /** Do not format the changed files with Prettier. Default: `false`. */
  readonly skipFormat?: boolean;
}

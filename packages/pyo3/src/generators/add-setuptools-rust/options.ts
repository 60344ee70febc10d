// Generated from schema.json by `npm run generate`; do not edit.

/**
 * Adds a Rust extension to a Python package that setuptools builds: a crate in `rust/`, and
 * setuptools-rust in `[build-system]`. setuptools remains the build backend; Python sources,
 * tests and settings are kept.
 */
export interface AddSetuptoolsRustGeneratorOptions {
  /** Name of the Python project. */
  readonly project: string;
  /**
   * Name of the package that should contain the extension. Defaults to the package with the
   * project's name, else to the only package.
   */
  readonly package?: string;
  /** Version of the `pyo3` crate. Defaults to the version in the cargo workspace, else `0.30`. */
  readonly pyo3Version?: string | number;
  /** Do not format the changed files with Prettier. Default: `false`. */
  readonly skipFormat?: boolean;
}

// Generated from schema.json by `npm run generate`; do not edit.

/**
 * Adds an extension in Rust to a Python package that setuptools builds, and goes on building
 * it by setuptools: a crate in `rust/`, and setuptools-rust in `[build-system]`. Python
 * sources, tests and settings stay as they are.
 */
export interface AddSetuptoolsRustGeneratorOptions {
  /** Name of the Python project. */
  readonly project: string;
  /**
   * Name of the package that gets the extension. The one that is called as the project, else the
   * only one, when not given.
   */
  readonly package?: string;
  /** Version of the `pyo3` crate. That of the cargo workspace, else `0.30`, when not given. */
  readonly pyo3Version?: string | number;
  /** Do not format the changed files with Prettier. Default: `false`. */
  readonly skipFormat?: boolean;
}

// Generated from schema.json by `npm run generate`; do not edit.

/**
 * Turns a Python package without Rust into a PyO3 library: a crate in `rust/`, an extension
 * inside of the package, and maturin as its build backend. Python sources and tests stay where
 * they are.
 */
export interface AddRustGeneratorOptions {
  /** Name of the Python project. */
  readonly project: string;
  /** Version of the `pyo3` crate. Defaults to the version in the cargo workspace, else `0.30`. */
  readonly pyo3Version?: string | number;
  /** Do not format the changed files with Prettier. Default: `false`. */
  readonly skipFormat?: boolean;
}

// Generated from schema.json by `npm run generate`; do not edit.

/**
 * Brings a maturin project to today's practice, in steps that can be chosen, and says of each
 * what it did and why. `--dry-run` shows the plan. A second run has nothing to do.
 */
export interface ConvertGeneratorOptions {
  /** Name of the project. */
  readonly project: string;
  /**
   * What to do; all but `abi3` and `stubs` when absent. `module-name`: the module's whole name
   * is stated. `editable-profile`: editable installs compile in the profile dev.
   * `use-base-python`: pyo3 is not compiled again for another environment. `cache-keys`: `uv
   * sync` sees changes of Rust. `extension-module`: without the deprecated feature. `stubs`:
   * made from the extension, by a feature that is experimental. `py-typed`: type checkers read
   * the stubs. `abi3`: one wheel for all versions of Python. `outdated-rust`: names that pyo3
   * has deprecated are reported.
   */
  readonly steps?: readonly (
    | 'module-name'
    | 'editable-profile'
    | 'use-base-python'
    | 'cache-keys'
    | 'extension-module'
    | 'stubs'
    | 'py-typed'
    | 'abi3'
    | 'outdated-rust'
  )[];
}

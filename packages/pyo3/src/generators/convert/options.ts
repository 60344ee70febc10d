// Generated from schema.json by `npm run generate`; do not edit.

/**
 * Updates a maturin project to current practice, in steps that you can select, and reports
 * what each step did and why. `--dry-run` shows the plan. A second run changes nothing.
 */
export interface ConvertGeneratorOptions {
  /** Name of the project. */
  readonly project: string;
  /**
   * Steps to run. Defaults to all except `abi3` and `stubs`. `module-name`: state the module's
   * full name. `editable-profile`: compile editable installs in the profile dev.
   * `use-base-python`: do not recompile pyo3 for another environment. `exclude-bytecode`: keep
   * bytecode out of wheels. `cache-keys`: let `uv sync` notice Rust changes. `extension-module`:
   * remove the deprecated feature. `stubs`: generate stubs from the extension (experimental).
   * `py-typed`: let type checkers read the stubs. `abi3`: build one wheel for all Python
   * versions. `outdated-rust`: report names that pyo3 has deprecated.
   */
  readonly steps?: readonly (
    | 'module-name'
    | 'editable-profile'
    | 'use-base-python'
    | 'exclude-bytecode'
    | 'cache-keys'
    | 'extension-module'
    | 'stubs'
    | 'py-typed'
    | 'abi3'
    | 'outdated-rust'
  )[];
}

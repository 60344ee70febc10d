// Generated from schema.json by `npm run generate`; do not edit.

/**
 * Adds Python bindings to a Rust crate: a PyO3 library beside it that depends on it, or, with
 * `inPlace`, an extension in the crate itself behind the feature `python`. One function of the
 * crate is wrapped.
 */
export interface AddPythonGeneratorOptions {
  /** Name of the crate's project. */
  readonly project: string;
  /**
   * Public function in the crate's root file to wrap first. Defaults to the first one whose
   * types have a Python equivalent.
   */
  readonly function?: string;
  /**
   * Make the crate itself the extension, behind its feature `python`, instead of creating a
   * library beside it.
   *
   * Default: `false`.
   */
  readonly inPlace?: boolean;
  /**
   * Folder of the library, relative to the workspace root; it must be empty or absent. Defaults
   * to the crate's folder with the suffix `-py`.
   */
  readonly directory?: string;
  /**
   * Name of the distribution and of the library's own crate. Defaults to the crate's name with
   * the suffix `-py`, or, with `inPlace`, to the crate's name.
   */
  readonly name?: string;
  /** Dotted name of the extension module. Defaults to `<crate>._<crate>`. */
  readonly moduleName?: string;
  /** Version of the `pyo3` crate. Defaults to the version in the cargo workspace, else `0.30`. */
  readonly pyo3Version?: string | number;
  /** Do not format the changed files with Prettier. Default: `false`. */
  readonly skipFormat?: boolean;
}

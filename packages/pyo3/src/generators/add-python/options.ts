// Generated from schema.json by `npm run generate`; do not edit.

/**
 * Gives a Rust crate Python bindings: a PyO3 library beside it that depends on it, or, with
 * `inPlace`, an extension of the crate itself behind the feature `python`. A first function of
 * the crate is wrapped.
 */
export interface AddPythonGeneratorOptions {
  /** Name of the project that is the crate. */
  readonly project: string;
  /**
   * The public function at the top of the crate's first file to begin with. The first one whose
   * types Python has, when not given.
   */
  readonly function?: string;
  /**
   * Make the crate itself the extension, behind its feature `python`, in place of a library
   * beside it.
   *
   * Default: `false`.
   */
  readonly inPlace?: boolean;
  /**
   * Folder of the library, relative to the workspace root; it must be empty or absent. The
   * crate's folder with `-py` behind it when not given.
   */
  readonly directory?: string;
  /**
   * Name of the distribution, and of the library's own crate. That of the crate with `-py`
   * behind it when not given; with `inPlace` that of the crate.
   */
  readonly name?: string;
  /** Dotted name of the extension module. `<crate>._<crate>` when not given. */
  readonly moduleName?: string;
  /** Version of the `pyo3` crate. That of the cargo workspace, else `0.30`, when not given. */
  readonly pyo3Version?: string | number;
  /** Do not format the changed files with Prettier. Default: `false`. */
  readonly skipFormat?: boolean;
}

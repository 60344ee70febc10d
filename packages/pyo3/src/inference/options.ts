// Generated from schema.json by `npm run generate`; do not edit.

/**
 * What is inferred for the projects of the repository; `options` of the plugin's entry in
 * nx.json.
 */
export interface Pyo3PluginOptions {
  /**
   * Another name for a target, or false to leave it out. A target that is not named here keeps
   * its name.
   */
  readonly targets?: {
    /**
     * Compiles the extension. Without it `develop` compiles with maturin, and nothing of it is
     * cached.
     *
     * Default: `"compile"`.
     */
    readonly compile?: string | boolean;
    /** Makes the virtual environment import this checkout. Default: `"develop"`. */
    readonly develop?: string | boolean;
    /** Runs the Rust tests. Default: `"cargo-test"`. */
    readonly 'cargo-test'?: string | boolean;
    /** Runs the Python tests. Default: `"pytest"`. */
    readonly pytest?: string | boolean;
    /** Runs the tests of both languages. Default: `"test"`. */
    readonly test?: string | boolean;
    /** Checks the sources with clippy and ruff. Default: `"lint"`. */
    readonly lint?: string | boolean;
    /** Formats the sources with rustfmt and ruff. Default: `"format"`. */
    readonly format?: string | boolean;
    /** Checks the types of the Python sources. Default: `"typecheck"`. */
    readonly typecheck?: string | boolean;
    /**
     * Writes the stubs of an extension that describes itself (pyo3's feature
     * `experimental-inspect`).
     *
     * Default: `"stubs"`.
     */
    readonly stubs?: string | boolean;
    /** Fails when those stubs differ from the extension. Default: `"stubs-check"`. */
    readonly 'stubs-check'?: string | boolean;
    /** Builds the release wheel. Default: `"build"`. */
    readonly build?: string | boolean;
    /** Builds the source distribution. Default: `"sdist"`. */
    readonly sdist?: string | boolean;
    /** Keeps the virtual environment up to date while you edit. Default: `"watch"`. */
    readonly watch?: string | boolean;
    /** Says what of this machine is in the keys of cached tasks. Default: `"fingerprint"`. */
    readonly fingerprint?: string | boolean;
    /**
     * Makes `nx affected` notice a change of a lock file or of a workspace's root manifest.
     * Without it those files count as a whole, for every project that reads them.
     *
     * Default: `"lock-witness"`.
     */
    readonly 'lock-witness'?: string | boolean;
  };
  /**
   * Files that every project reads beside its own, as globs relative to the workspace root: they
   * are part of the key of every cached target. For one project, name them in [tool.nx-pyo3] or
   * [package.metadata.nx-pyo3] of its manifest.
   */
  readonly inputs?: readonly string[];
  /**
   * Dependency groups (PEP 735) that `develop` installs for the projects that have them, beside
   * the default groups. For one project, name them in [tool.nx-pyo3] of its pyproject.toml.
   */
  readonly groups?: readonly string[];
  /**
   * Extras that `develop` installs for the projects that have them. For one project, name them
   * in [tool.nx-pyo3] of its pyproject.toml.
   */
  readonly extras?: readonly string[];
  /**
   * Environment variables that every project reads: their values are part of the key of every
   * cached target.
   */
  readonly env?: readonly string[];
}

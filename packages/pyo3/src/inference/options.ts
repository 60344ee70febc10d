// Generated from schema.json by `npm run generate`; do not edit.

/**
 * Controls what is inferred for the projects of the repository; these are the `options` of the
 * plugin's entry in nx.json.
 */
export interface Pyo3PluginOptions {
  /** Another name for a target, or false to omit it. A target that is not listed keeps its name. */
  readonly targets?: {
    /**
     * Compiles the extension. Without it, `develop` compiles with maturin, and the compilation is
     * not cached.
     *
     * Default: `"compile"`.
     */
    readonly compile?: string | boolean;
    /** Makes this checkout importable in the virtual environment. Default: `"develop"`. */
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
     * Generates the stubs of an extension that can be introspected (pyo3's feature
     * `experimental-inspect`).
     *
     * Default: `"stubs"`.
     */
    readonly stubs?: string | boolean;
    /** Fails if those stubs differ from the extension. Default: `"stubs-check"`. */
    readonly 'stubs-check'?: string | boolean;
    /**
     * Builds the release wheel of a Python project, or the programs and libraries of a crate.
     *
     * Default: `"build"`.
     */
    readonly build?: string | boolean;
    /** Builds the source distribution. Default: `"sdist"`. */
    readonly sdist?: string | boolean;
    /** Starts a program of a crate. Default: `"run"`. */
    readonly run?: string | boolean;
    /** Writes the documentation of a crate. Default: `"doc"`. */
    readonly doc?: string | boolean;
    /** Runs the benchmarks of a crate. Default: `"bench"`. */
    readonly bench?: string | boolean;
    /**
     * Builds the wheels of the project's matrix, each in a task of its own (`wheels--<tag>`), and
     * the source distribution.
     *
     * Default: `"wheels"`.
     */
    readonly wheels?: string | boolean;
    /**
     * Checks the wheels and the source distribution before they are published.
     *
     * Default: `"wheels-check"`.
     */
    readonly 'wheels-check'?: string | boolean;
    /**
     * Tests the wheels, each in a task of its own (`wheels-test--<tag>`), and the source
     * distribution (`wheels-test--sdist`), in empty environments.
     *
     * Default: `"wheels-test"`.
     */
    readonly 'wheels-test'?: string | boolean;
    /**
     * Publishes the project. `nx release publish` looks for a target of this very name.
     *
     * Default: `"nx-release-publish"`.
     */
    readonly 'nx-release-publish'?: string | boolean;
    /** Keeps the virtual environment up to date while you edit. Default: `"watch"`. */
    readonly watch?: string | boolean;
    /**
     * Explains which facts about this machine are part of the cache keys.
     *
     * Default: `"fingerprint"`.
     */
    readonly fingerprint?: string | boolean;
    /**
     * Makes `nx affected` notice changes of a lock file or of a workspace's root manifest. Without
     * it, a change of such a file affects every project that reads it.
     *
     * Default: `"lock-witness"`.
     */
    readonly 'lock-witness'?: string | boolean;
  };
  /**
   * Files that every project reads in addition to its own, as globs relative to the workspace
   * root; they are part of every cached target's key. For a single project, list them in
   * [tool.nx-pyo3] or [package.metadata.nx-pyo3] of its manifest.
   */
  readonly inputs?: readonly string[];
  /**
   * Dependency groups (PEP 735) that `develop` installs, in addition to the default groups, for
   * the projects that have them. For a single project, list them in [tool.nx-pyo3] of its
   * pyproject.toml.
   */
  readonly groups?: readonly string[];
  /**
   * Extras that `develop` installs for the projects that have them. For a single project, list
   * them in [tool.nx-pyo3] of its pyproject.toml.
   */
  readonly extras?: readonly string[];
  /**
   * Environment variables that every project reads; their values are part of every cached
   * target's key.
   */
  readonly env?: readonly string[];
  /**
   * Gives every project the target `wheels`, and says which wheels it builds where
   * [tool.nx-pyo3.wheels] in the project's pyproject.toml does not. A key that is absent in both
   * is decided by [tool.cibuildwheel], [tool.maturin] and the defaults. Without the option, only
   * projects with [tool.nx-pyo3.wheels] or [tool.cibuildwheel] have the target.
   */
  readonly wheels?: {
    /**
     * Interpreters: `3.12`, `3.14t` (free-threaded), `pypy3.11`, or `abi3` for one wheel of the
     * stable ABI. Defaults to the stable ABI if the crate uses it, otherwise to every supported
     * CPython that `requires-python` allows, with free-threaded builds from 3.14 on.
     */
    readonly python?: readonly string[];
    /**
     * Platform tags, for example `manylinux_2_28_x86_64`, `musllinux_1_2_aarch64`,
     * `macosx_universal2` or `win_amd64`. Defaults to manylinux2014, musllinux_1_2, macOS and
     * Windows, each on x86-64 and ARM64.
     */
    readonly platforms?: readonly string[];
    /** Patterns of wheels to leave out, for example `cp311-musllinux*` or `*-win_arm64`. */
    readonly skip?: readonly string[];
  };
}

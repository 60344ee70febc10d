// Generated from schema.json by `npm run generate`; do not edit.

/**
 * Uploads the artifacts of this version that the index does not have: wheels and the source
 * distribution with uv or twine, a crate with cargo. `nx release publish` runs it.
 */
export interface ReleasePublishExecutorOptions {
  /** Program that uploads distributions. Default: `"uv"`. */
  readonly tool?: 'uv' | 'twine';
  /** Name of an index in `[[tool.uv.index]]` with a `publish-url`. */
  readonly index?: string;
  /** Upload address of the package index. Defaults to `UV_PUBLISH_URL`, then to PyPI. */
  readonly publishUrl?: string;
  /**
   * Root of the simple API of the same index, for example `https://example.org/simple/`.
   * Required with `publishUrl`, unless that is PyPI or TestPyPI.
   */
  readonly checkUrl?: string;
  /**
   * Whether uv exchanges the identity of the CI job for a token of the index. Defaults to
   * `automatic`.
   */
  readonly trustedPublishing?: 'automatic' | 'always' | 'never';
  /**
   * Publish although wheels of the matrix or the source distribution are missing.
   *
   * Default: `false`.
   */
  readonly partial?: boolean;
  /** Also publish the crate of a project that is a Python distribution. Default: `false`. */
  readonly crate?: boolean;
  /**
   * Name of a registry in cargo's settings, for crates. Defaults to the only registry in
   * `package.publish`, then to `registry.default`, then to crates.io.
   */
  readonly cargoRegistry?: string;
  /** Compile the packaged crate before the upload. Default: `true`. */
  readonly verify?: boolean;
  /** Print what would be uploaded, check what can be checked, and upload nothing. */
  readonly dryRun?: boolean;
  /**
   * Another index for this run: a name in `[[tool.uv.index]]` or in cargo's settings, or an
   * address. `nx release publish --registry` sets it.
   */
  readonly registry?: string;
  /**
   * Python to use: the path of an interpreter or of a virtual environment, or a version such as
   * `3.12`. Defaults to the project's `.venv`, the workspace's `.venv`, the active environment,
   * or a new `.venv` in the workspace, in this order.
   */
  readonly interpreter?: string;
  /** Environment variables for the tools, in addition to the plugin's own. */
  readonly env?: Readonly<Record<string, string>>;
  /**
   * Print every decision: the interpreter, the tools and their sources, removed variables, and
   * full command lines. `nx run … --verbose` does the same.
   */
  readonly verbose?: boolean;
  /** Not used: for npm packages. */
  readonly tag?: string;
  /** Not used: for npm packages. */
  readonly otp?: string;
  /** Not used: for npm packages. */
  readonly access?: string;
  /** Not used: for npm packages. */
  readonly firstRelease?: boolean;
  /** Versions that `nx release` has chosen; it sets them. */
  readonly nxReleaseVersionData?: Readonly<
    Record<
      string,
      {
        /** In SemVer; null for a project that is not released this time. */
        readonly newVersion?: string | null;
      }
    >
  >;
  /** Arguments that follow `--` on the command line. */
  readonly __unparsed__?: readonly string[];
}

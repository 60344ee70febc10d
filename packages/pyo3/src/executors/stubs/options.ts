// Generated from schema.json by `npm run generate`; do not edit.

/**
 * Writes the stubs (`.pyi`) of a PyO3 extension from what it says of itself, with `maturin
 * generate-stubs`; with `check` it only compares. Formatting and comments do not count.
 */
export interface StubsExecutorOptions {
  /** Write nothing, and fail when the stubs say something else than the extension. */
  readonly check?: boolean;
  /**
   * Cargo profile: `dev`, `release` or one of the workspace's own `[profile.<name>]`.
   *
   * Default: `"dev"`.
   */
  readonly profile?: string;
  /** Cargo features to turn on, in place of those of [tool.maturin]. */
  readonly features?: readonly string[];
  /** Leave the crate's default features off. */
  readonly noDefaultFeatures?: boolean;
  /** Turn on every feature of the crate. */
  readonly allFeatures?: boolean;
  /**
   * Python to use: the path of an interpreter or of a virtual environment, or a version such as
   * `3.12`. When absent: the project's `.venv`, the workspace's, the active environment, else a
   * new `.venv` in the workspace.
   */
  readonly interpreter?: string;
  /** Arguments for `maturin generate-stubs`, before those that follow `--` on the command line. */
  readonly args?: readonly string[];
  /** Environment variables for the tools, in addition to the plugin's own. */
  readonly env?: Readonly<Record<string, string>>;
  /**
   * Print every decision: interpreter, tools and where they came from, dropped variables, full
   * command lines. `nx run … --verbose` does the same.
   */
  readonly verbose?: boolean;
  /** What follows `--` on the command line. */
  readonly __unparsed__?: readonly string[];
}

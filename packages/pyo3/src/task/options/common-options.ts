// Generated from schema.json by `npm run generate`; do not edit.

/** The options that several executors have, with one type in all of them. */
export interface CommonExecutorOptions {
  /** What follows `--` on the command line. */
  readonly __unparsed__?: readonly string[];
  /** Turn on every feature of the crate. */
  readonly allFeatures?: boolean;
  readonly args?: readonly string[];
  readonly check?: boolean;
  /** Environment variables for the tools, in addition to the plugin's own. */
  readonly env?: Readonly<Record<string, string>>;
  readonly features?: readonly string[];
  /**
   * Python to use: the path of an interpreter or of a virtual environment, or a version such as
   * `3.12`. When absent: the project's `.venv`, the workspace's, the active environment, else a
   * new `.venv` in the workspace.
   */
  readonly interpreter?: string;
  /** Leave the crate's default features off. */
  readonly noDefaultFeatures?: boolean;
  readonly out?: string;
  readonly paths?: readonly string[];
  readonly profile?: string;
  /**
   * Fail when something is read that no cache key holds, instead of a warning. When absent:
   * whether the variable `NX_PYO3_STRICT` is `true`.
   */
  readonly strict?: boolean;
  /**
   * Rust target triple, for example `aarch64-unknown-linux-gnu`; this machine's when absent. On
   * the command line it follows `--`, since `nx run` has a `--target` of its own: `nx run
   * mylib:build -- --target <triple>`.
   */
  readonly target?: string;
  readonly verbose?: boolean;
}

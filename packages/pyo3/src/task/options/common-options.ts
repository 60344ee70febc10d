// Generated from schema.json by `npm run generate`; do not edit.

/** The options that several executors have, with one type in all of them. */
export interface CommonExecutorOptions {
  /** Arguments that follow `--` on the command line. */
  readonly __unparsed__?: readonly string[];
  /** Enable all features of the crate. */
  readonly allFeatures?: boolean;
  readonly args?: readonly string[];
  readonly check?: boolean;
  readonly coverage?: boolean;
  /** Environment variables for the tools, in addition to the plugin's own. */
  readonly env?: Readonly<Record<string, string>>;
  readonly extras?: readonly string[];
  readonly features?: readonly string[];
  readonly groups?: readonly string[];
  /**
   * Python to use: the path of an interpreter or of a virtual environment, or a version such as
   * `3.12`. Defaults to the project's `.venv`, the workspace's `.venv`, the active environment,
   * or a new `.venv` in the workspace, in this order.
   */
  readonly interpreter?: string;
  readonly junit?: boolean;
  /** Disable the crate's default features. */
  readonly noDefaultFeatures?: boolean;
  readonly out?: string;
  readonly paths?: readonly string[];
  readonly profile?: string;
  readonly require?: boolean;
  /**
   * Fail instead of printing a warning if a task reads something that is not part of a cache
   * key. Defaults to whether the variable `NX_PYO3_STRICT` is `true`.
   */
  readonly strict?: boolean;
  /** Strip symbols from the extension. */
  readonly strip?: boolean;
  readonly tag?: string;
  /** The wheels of the project, by the last part of their tasks' names. */
  readonly tags?: readonly string[];
  /**
   * Rust target triple, for example `aarch64-unknown-linux-gnu`. Defaults to this machine's. On
   * the command line it must follow `--`, because `nx run` has its own `--target`: `nx run
   * mylib:build -- --target <triple>`.
   */
  readonly target?: string;
  readonly verbose?: boolean;
}

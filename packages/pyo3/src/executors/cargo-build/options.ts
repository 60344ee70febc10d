// Generated from schema.json by `npm run generate`; do not edit.

/**
 * Compiles the library and the programs of a crate, and copies programs and libraries for
 * other languages to `dist/cargo` in the project.
 */
export interface CargoBuildExecutorOptions {
  /**
   * Cargo profile: `dev`, `release` or one of the workspace's own `[profile.<name>]`.
   *
   * Default: `"release"`.
   */
  readonly profile?: string;
  /** Cargo features to enable. */
  readonly features?: readonly string[];
  /** Disable the crate's default features. */
  readonly noDefaultFeatures?: boolean;
  /** Enable all features of the crate. */
  readonly allFeatures?: boolean;
  /**
   * Rust target triple, for example `aarch64-unknown-linux-gnu`. Defaults to this machine's. On
   * the command line it must follow `--`, because `nx run` has its own `--target`: `nx run
   * mylib:build -- --target <triple>`.
   */
  readonly target?: string;
  /**
   * Python to use: the path of an interpreter or of a virtual environment, or a version such as
   * `3.12`. Defaults to the project's `.venv`, the workspace's `.venv`, the active environment,
   * or a new `.venv` in the workspace, in this order.
   */
  readonly interpreter?: string;
  /**
   * Fail instead of printing a warning if a task reads something that is not part of a cache
   * key. Defaults to whether the variable `NX_PYO3_STRICT` is `true`.
   */
  readonly strict?: boolean;
  /** Arguments for `cargo build`, inserted before those that follow `--` on the command line. */
  readonly args?: readonly string[];
  /** Environment variables for the tools, in addition to the plugin's own. */
  readonly env?: Readonly<Record<string, string>>;
  /**
   * Print every decision: the interpreter, the tools and their sources, removed variables, and
   * full command lines. `nx run … --verbose` does the same.
   */
  readonly verbose?: boolean;
  /** Arguments that follow `--` on the command line. */
  readonly __unparsed__?: readonly string[];
}

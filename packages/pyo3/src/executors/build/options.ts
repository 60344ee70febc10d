// Generated from schema.json by `npm run generate`; do not edit.

/**
 * Builds a wheel for one interpreter and says its tag. Older wheels of the project are removed
 * from the folder first. Where setuptools-rust builds it, `profile` and `target` are passed
 * on, and the other settings for Rust are refused.
 */
export interface BuildExecutorOptions {
  /**
   * Cargo profile: `dev`, `release` or one of the workspace's own `[profile.<name>]`.
   *
   * Default: `"release"`.
   */
  readonly profile?: string;
  /** Cargo features to turn on. */
  readonly features?: readonly string[];
  /** Leave the crate's default features off. */
  readonly noDefaultFeatures?: boolean;
  /** Turn on every feature of the crate. */
  readonly allFeatures?: boolean;
  /**
   * Rust target triple, for example `aarch64-unknown-linux-gnu`; this machine's when absent. On
   * the command line it follows `--`, since `nx run` has a `--target` of its own: `nx run
   * mylib:build -- --target <triple>`.
   */
  readonly target?: string;
  /**
   * Python to use: the path of an interpreter or of a virtual environment, or a version such as
   * `3.12`. When absent: the project's `.venv`, the workspace's, the active environment, else a
   * new `.venv` in the workspace.
   */
  readonly interpreter?: string;
  /**
   * Folder that receives the wheel, relative to the workspace root; `{projectRoot}` and
   * `{workspaceRoot}` are replaced.
   *
   * Default: `"{projectRoot}/dist"`.
   */
  readonly out?: string;
  /**
   * Platform tag to comply with, for example `manylinux_2_28`, `musllinux_1_2`, `linux` or
   * `pypi`.
   */
  readonly compatibility?: string;
  /** Strip symbols from the extension. */
  readonly strip?: boolean;
  /** Link with zig, which can reach older manylinux tags and other platforms. */
  readonly zig?: boolean;
  /**
   * Fail when something is read that no cache key holds, instead of a warning. When absent:
   * whether the variable `NX_PYO3_STRICT` is `true`.
   */
  readonly strict?: boolean;
  /**
   * Arguments for `maturin build`, `uv build` or `python -m build`, before those that follow
   * `--` on the command line.
   */
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

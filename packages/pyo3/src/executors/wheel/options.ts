// Generated from schema.json by `npm run generate`; do not edit.

/**
 * Builds the wheel of one interpreter and platform, with zig if this machine is another one.
 * If this machine cannot build it, the task prints the reason and succeeds without a wheel.
 */
export interface WheelExecutorOptions {
  /** Which wheel: `cp312-manylinux_2_17_x86_64`, `cp39-abi3-macosx_arm64`, `py3-none-any`. */
  readonly tag: string;
  /**
   * Fail if this machine cannot build the wheel. Defaults to whether the variable
   * `NX_PYO3_WHEELS` is `require`.
   */
  readonly require?: boolean;
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
   * Output folder of the wheel, relative to the workspace root; `{projectRoot}` and
   * `{workspaceRoot}` are replaced. Defaults to `{projectRoot}/dist/wheels/<tag>`.
   */
  readonly out?: string;
  /** Strip symbols from the extension. */
  readonly strip?: boolean;
  /**
   * Fail instead of printing a warning if a task reads something that is not part of a cache
   * key. Defaults to whether the variable `NX_PYO3_STRICT` is `true`.
   */
  readonly strict?: boolean;
  /**
   * Arguments for `maturin build`, `uv build` or `python -m build`, inserted before those that
   * follow `--` on the command line.
   */
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

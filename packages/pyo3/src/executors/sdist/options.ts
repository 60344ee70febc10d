// Generated from schema.json by `npm run generate`; do not edit.

/**
 * Packs the sources that are needed to build the project elsewhere. Older archives of the
 * project are removed from the folder first.
 */
export interface SdistExecutorOptions {
  /**
   * Python to use: the path of an interpreter or of a virtual environment, or a version such as
   * `3.12`. When absent: the project's `.venv`, the workspace's, the active environment, else a
   * new `.venv` in the workspace.
   */
  readonly interpreter?: string;
  /**
   * Folder that receives the archive, relative to the workspace root; `{projectRoot}` and
   * `{workspaceRoot}` are replaced.
   *
   * Default: `"{projectRoot}/dist"`.
   */
  readonly out?: string;
  /**
   * Fail when something is read that no cache key holds, instead of a warning. When absent:
   * whether the variable `NX_PYO3_STRICT` is `true`.
   */
  readonly strict?: boolean;
  /**
   * Arguments for `maturin sdist`, `uv build` or `python -m build`, before those that follow
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

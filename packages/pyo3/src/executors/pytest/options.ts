// Generated from schema.json by `npm run generate`; do not edit.

/** Runs the project's Python tests with the interpreter of its environment. */
export interface PytestExecutorOptions {
  /** Test files or folders, relative to the project. Defaults to pytest's own settings. */
  readonly paths?: readonly string[];
  /**
   * Write the coverage to `reports/pytest/coverage.xml` in the project, with pytest-cov.
   *
   * Default: `false`.
   */
  readonly coverage?: boolean;
  /** Write the results to `reports/pytest/junit.xml` in the project. Default: `false`. */
  readonly junit?: boolean;
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
  /** Arguments for pytest, inserted before those that follow `--` on the command line. */
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

// Generated from schema.json by `npm run generate`; do not edit.

/** Checks the types of the project's Python files. */
export interface TypecheckExecutorOptions {
  /**
   * Type checker; `auto` takes the one that the project configures, else mypy.
   *
   * Default: `"auto"`.
   */
  readonly tool?: 'auto' | 'mypy' | 'pyright';
  /**
   * Files or folders to check, relative to the project; the checker's own settings decide when
   * absent, else the whole project.
   */
  readonly paths?: readonly string[];
  /**
   * Python to use: the path of an interpreter or of a virtual environment, or a version such as
   * `3.12`. When absent: the project's `.venv`, the workspace's, the active environment, else a
   * new `.venv` in the workspace.
   */
  readonly interpreter?: string;
  /**
   * Fail when something is read that no cache key holds, instead of a warning. When absent:
   * whether the variable `NX_PYO3_STRICT` is `true`.
   */
  readonly strict?: boolean;
  /** Arguments for the type checker, before those that follow `--` on the command line. */
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

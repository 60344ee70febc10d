// Generated from schema.json by `npm run generate`; do not edit.

/**
 * Checks the wheels and the source distribution of the project: tags, metadata, contents,
 * libraries, the stable ABI, and that no path of this machine is in them.
 */
export interface WheelsCheckExecutorOptions {
  /**
   * Build each wheel that this machine can build a second time, from scratch, and fail if its
   * bytes differ.
   */
  readonly rebuild?: boolean;
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
  /** Arguments that follow `--` on the command line. */
  readonly __unparsed__?: readonly string[];
}

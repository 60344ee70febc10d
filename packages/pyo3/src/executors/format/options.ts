// Generated from schema.json by `npm run generate`; do not edit.

/** Formats Rust with rustfmt and Python with ruff. */
export interface FormatExecutorOptions {
  /** Formatters to run. Defaults to those that apply to the project. */
  readonly tools?: readonly ('rustfmt' | 'ruff')[];
  /** Write nothing, and fail if a file is not formatted. */
  readonly check?: boolean;
  /**
   * Python to use: the path of an interpreter or of a virtual environment, or a version such as
   * `3.12`. Defaults to the project's `.venv`, the workspace's `.venv`, the active environment,
   * or a new `.venv` in the workspace, in this order.
   */
  readonly interpreter?: string;
  /**
   * Arguments for the formatter, inserted before those that follow `--` on the command line;
   * `tools` must name exactly one.
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

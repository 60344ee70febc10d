// Generated from schema.json by `npm run generate`; do not edit.

/**
 * Prints which wheels of the project were built, and why this machine did not build the
 * others. The tasks that it depends on build them.
 */
export interface WheelsExecutorOptions {
  /** The wheels of the project, by the last part of their tasks' names. */
  readonly tags?: readonly string[];
  /** Fail if a wheel is missing, for example after the wheels of several machines were collected. */
  readonly complete?: boolean;
  /**
   * Print every decision: the interpreter, the tools and their sources, removed variables, and
   * full command lines. `nx run … --verbose` does the same.
   */
  readonly verbose?: boolean;
  /** Arguments that follow `--` on the command line. */
  readonly __unparsed__?: readonly string[];
}

// Generated from schema.json by `npm run generate`; do not edit.

/**
 * Prints on which interpreters each wheel of the project was tested, and why this machine did
 * not test the others. The tasks that it depends on test them.
 */
export interface WheelsTestExecutorOptions {
  /** The wheels of the project, by the last part of their tasks' names. */
  readonly tags?: readonly string[];
  /**
   * Print every decision: the interpreter, the tools and their sources, removed variables, and
   * full command lines. `nx run … --verbose` does the same.
   */
  readonly verbose?: boolean;
  /** Arguments that follow `--` on the command line. */
  readonly __unparsed__?: readonly string[];
}

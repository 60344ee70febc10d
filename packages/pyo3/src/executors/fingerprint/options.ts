// Generated from schema.json by `npm run generate`; do not edit.

/**
 * Explains which facts about this machine are part of the cache keys: toolchain, Python,
 * platform and variables.
 */
export interface FingerprintExecutorOptions {
  /** Print the fingerprint itself, as one line of JSON. */
  readonly json?: boolean;
  /**
   * File with the `--json` output of another machine, relative to the workspace root: explains
   * the differences and how to remove them.
   */
  readonly compare?: string;
  /**
   * Print every decision: the interpreter, the tools and their sources, removed variables, and
   * full command lines. `nx run … --verbose` does the same.
   */
  readonly verbose?: boolean;
  /** Arguments that follow `--` on the command line. */
  readonly __unparsed__?: readonly string[];
}

// Generated from schema.json by `npm run generate`; do not edit.

/**
 * Says in words what of this machine is in the key of cached targets: toolchain, Python,
 * platform, variables.
 */
export interface FingerprintExecutorOptions {
  /** Print the fingerprint itself, as one line of JSON. */
  readonly json?: boolean;
  /**
   * File with the `--json` of another machine, relative to the root of the workspace: says what
   * differs, and what to do about it.
   */
  readonly compare?: string;
  /**
   * Print every decision: interpreter, tools and where they came from, dropped variables, full
   * command lines. `nx run … --verbose` does the same.
   */
  readonly verbose?: boolean;
  /** What follows `--` on the command line. */
  readonly __unparsed__?: readonly string[];
}

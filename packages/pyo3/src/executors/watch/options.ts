// Generated from schema.json by `npm run generate`; do not edit.

/**
 * Runs `develop` whenever a source changes of the project or of what it uses in this
 * repository, and says in one line what was done. Ends with Ctrl-C.
 */
export interface WatchExecutorOptions {
  /**
   * The target of the project that is run at the start and after each change.
   *
   * Default: `"develop"`.
   */
  readonly run?: string;
  /** Show all that each run prints, and the folders that are watched. */
  readonly verbose?: boolean;
  /** What follows `--` on the command line. */
  readonly __unparsed__?: readonly string[];
}

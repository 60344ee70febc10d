// Generated from schema.json by `npm run generate`; do not edit.

/**
 * Runs `develop` whenever a source file of the project or of one of its dependencies in this
 * repository changes, and prints one line per run. Ends with Ctrl-C.
 */
export interface WatchExecutorOptions {
  /** Target of the project that runs at the start and after each change. Default: `"develop"`. */
  readonly run?: string;
  /** Show the full output of each run, and the watched folders. */
  readonly verbose?: boolean;
  /** Arguments that follow `--` on the command line. */
  readonly __unparsed__?: readonly string[];
}

// Generated from schema.json by `npm run generate`; do not edit.

/**
 * Does nothing. Its task names the lock files that the project reads, so that `nx affected`
 * notices a change of them. The plugin infers it; it is not meant to be written by hand.
 */
export interface LockWitnessExecutorOptions {}

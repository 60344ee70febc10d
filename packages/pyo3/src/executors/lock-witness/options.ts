// Generated from schema.json by `npm run generate`; do not edit.

/**
 * Does nothing. Its task lists the lock files that the project reads, so that `nx affected`
 * notices when they change. The plugin infers it; do not write it by hand.
 */
export interface LockWitnessExecutorOptions {}

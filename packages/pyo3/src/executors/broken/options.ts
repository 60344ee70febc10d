// Generated from schema.json by `npm run generate`; do not edit.

/**
 * Prints what is wrong with the project's manifest and fails. The plugin infers it; it is not
 * meant to be written by hand.
 */
export interface BrokenExecutorOptions {
  /** What is wrong, as one sentence. */
  readonly message: string;
  /** Stable code of the error, as docs/troubleshooting.md lists it. */
  readonly code?: string;
  /** The manifest, relative to the workspace root. */
  readonly file?: string;
  /** Line in the manifest, counted from 1. */
  readonly line?: number;
  /** Column in the line, counted from 1. */
  readonly column?: number;
  /** What to do about it. */
  readonly hint?: string;
}

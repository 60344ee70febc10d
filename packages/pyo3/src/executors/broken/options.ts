// Generated from schema.json by `npm run generate`; do not edit.

/**
 * Prints the error in the project's manifest and fails. The plugin infers it; do not write it
 * by hand.
 */
export interface BrokenExecutorOptions {
  /** The error, as one sentence. */
  readonly message: string;
  /** Stable code of the error, as listed in docs/troubleshooting.md. */
  readonly code?: string;
  /** The manifest, relative to the workspace root. */
  readonly file?: string;
  /** Line in the manifest, counted from 1. */
  readonly line?: number;
  /** Column in the line, counted from 1. */
  readonly column?: number;
  /** How to fix the error. */
  readonly hint?: string;
}

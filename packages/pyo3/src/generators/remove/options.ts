// Generated from schema.json by `npm run generate`; do not edit.

/**
 * Deletes a project and removes it from the cargo and uv workspaces and their lock files.
 * Fails if another project depends on it.
 */
export interface RemoveGeneratorOptions {
  /** Name of the project. */
  readonly project: string;
  /**
   * Remove the project even if other projects depend on it; you must correct their references.
   *
   * Default: `false`.
   */
  readonly forceRemove?: boolean;
}

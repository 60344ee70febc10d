// Generated from schema.json by `npm run generate`; do not edit.

/**
 * Deletes a project and takes it out of the cargo and uv workspaces and their lock files. It
 * refuses when something uses the project.
 */
export interface RemoveGeneratorOptions {
  /** Name of the project. */
  readonly project: string;
  /**
   * Remove it although other projects use it; what they say of it stays for you to correct.
   *
   * Default: `false`.
   */
  readonly forceRemove?: boolean;
}

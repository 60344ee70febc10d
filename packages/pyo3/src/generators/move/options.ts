// Generated from schema.json by `npm run generate`; do not edit.

/**
 * Moves a project to another folder and corrects every path that leads to it or out of it:
 * workspaces, path dependencies, uv sources, lock files and project.json. The project keeps
 * its name.
 */
export interface MoveGeneratorOptions {
  /** Name of the project. */
  readonly project: string;
  /** New folder, relative to the workspace root. It must not exist. */
  readonly destination: string;
}

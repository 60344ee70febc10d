/**
 * The folder in which `build` leaves the programs and libraries of a crate. A folder of its own: Nx
 * replaces it as a whole when it restores a result, and `dist` may hold files of others.
 */
import { childPath } from './workspace-path.ts';

const built = 'dist/cargo';

/** The folder as an output of a target. */
export const builtOutput = `{projectRoot}/${built}`;

/** Path of the folder of a project, relative to the workspace root. */
export function builtFolder(projectRoot: string): string {
  return childPath(projectRoot, built);
}

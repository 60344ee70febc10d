import type { GeneratorCallback, Tree } from '@nx/devkit';
import { moveProject } from '../../scaffold/move/move-project.ts';
import { withLocks } from '../../scaffold/workspace/locks-in-step.ts';
import { withWatchedFolders } from '../../scaffold/workspace/nx-daemon.ts';
import { withReadableErrors } from '../../scaffold/workspace/readable-errors.ts';
import type { MoveGeneratorOptions } from './options.ts';

/**
 * Moves a project, and corrects the paths that lead to it or out of it.
 *
 * @throws Pyo3Error with a hint that says what to type instead.
 */
export async function moveGenerator(
  tree: Tree,
  options: MoveGeneratorOptions,
): Promise<GeneratorCallback> {
  return moveProject(tree, options);
}

export default withReadableErrors(withWatchedFolders(withLocks(moveGenerator)));

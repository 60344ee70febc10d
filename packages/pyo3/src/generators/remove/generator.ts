import type { GeneratorCallback, Tree } from '@nx/devkit';
import {
  dependentsInGraph,
  removeProject,
  type Dependents,
} from '../../scaffold/remove/remove-project.ts';
import { withLocks } from '../../scaffold/workspace/locks-in-step.ts';
import { withReadableErrors } from '../../scaffold/workspace/readable-errors.ts';
import type { RemoveGeneratorOptions } from './options.ts';

/**
 * Deletes a project and every reference to it in the enclosing workspaces.
 *
 * @throws Pyo3Error with a hint that says what to type instead.
 */
export async function removeGenerator(
  tree: Tree,
  options: RemoveGeneratorOptions,
  dependents: Dependents = dependentsInGraph,
): Promise<GeneratorCallback> {
  return removeProject(tree, options, dependents);
}

export default withReadableErrors(
  withLocks<RemoveGeneratorOptions>((tree, options) => removeGenerator(tree, options)),
);

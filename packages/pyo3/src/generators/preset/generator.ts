import type { GeneratorCallback, Tree } from '@nx/devkit';
import { newWorkspace } from '../../scaffold/workspace/new-workspace.ts';
import { withLocks } from '../../scaffold/workspace/locks-in-step.ts';
import { withReadableErrors } from '../../scaffold/workspace/readable-errors.ts';
import type { PresetGeneratorOptions } from './options.ts';

/**
 * Makes a new workspace of PyO3 libraries.
 *
 * @throws Pyo3Error with a hint that says what to type instead.
 */
export async function presetGenerator(
  tree: Tree,
  options: PresetGeneratorOptions,
): Promise<GeneratorCallback> {
  return newWorkspace(tree, options);
}

export default withReadableErrors(withLocks(presetGenerator));

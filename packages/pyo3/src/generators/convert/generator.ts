import type { GeneratorCallback, Tree } from '@nx/devkit';
import { convertProject } from '../../scaffold/convert/convert-project.ts';
import { withLocks } from '../../scaffold/workspace/locks-in-step.ts';
import { withReadableErrors } from '../../scaffold/workspace/readable-errors.ts';
import type { ConvertGeneratorOptions } from './options.ts';

/**
 * Updates a maturin project to current practice, step by step.
 *
 * @throws Pyo3Error with a hint that says what to type instead.
 */
export async function convertGenerator(
  tree: Tree,
  options: ConvertGeneratorOptions,
): Promise<GeneratorCallback> {
  return convertProject(tree, options);
}

export default withReadableErrors(withLocks(convertGenerator));

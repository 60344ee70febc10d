import type { GeneratorCallback, Tree } from '@nx/devkit';
import { addPython } from '../../scaffold/add-python/add-python.ts';
import { withLocks } from '../../scaffold/workspace/locks-in-step.ts';
import { withWatchedFolders } from '../../scaffold/workspace/nx-daemon.ts';
import { withReadableErrors } from '../../scaffold/workspace/readable-errors.ts';
import type { AddPythonGeneratorOptions } from './options.ts';

/**
 * Adds Python bindings to a crate.
 *
 * @throws Pyo3Error with a hint that says what to type instead.
 */
export async function addPythonGenerator(
  tree: Tree,
  options: AddPythonGeneratorOptions,
): Promise<GeneratorCallback> {
  return addPython(tree, options);
}

export default withReadableErrors(withWatchedFolders(withLocks(addPythonGenerator)));

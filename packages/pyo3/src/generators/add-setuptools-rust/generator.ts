import type { GeneratorCallback, Tree } from '@nx/devkit';
import { addSetuptoolsRust } from '../../scaffold/add-setuptools-rust/add-setuptools-rust.ts';
import { withLocks } from '../../scaffold/workspace/locks-in-step.ts';
import { withWatchedFolders } from '../../scaffold/workspace/nx-daemon.ts';
import { withReadableErrors } from '../../scaffold/workspace/readable-errors.ts';
import type { AddSetuptoolsRustGeneratorOptions } from './options.ts';

/**
 * Adds an extension to a Python package that setuptools builds.
 *
 * @throws Pyo3Error with a hint that says what to type instead.
 */
export async function addSetuptoolsRustGenerator(
  tree: Tree,
  options: AddSetuptoolsRustGeneratorOptions,
): Promise<GeneratorCallback> {
  return addSetuptoolsRust(tree, options);
}

export default withReadableErrors(withWatchedFolders(withLocks(addSetuptoolsRustGenerator)));

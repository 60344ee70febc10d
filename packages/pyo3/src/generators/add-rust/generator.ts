import type { GeneratorCallback, Tree } from '@nx/devkit';
import { addRust } from '../../scaffold/add-rust/add-rust.ts';
import { withLocks } from '../../scaffold/workspace/locks-in-step.ts';
import { withWatchedFolders } from '../../scaffold/workspace/nx-daemon.ts';
import { withReadableErrors } from '../../scaffold/workspace/readable-errors.ts';
import type { AddRustGeneratorOptions } from './options.ts';

/**
 * Turns a Python package into a PyO3 library that maturin builds.
 *
 * @throws Pyo3Error with a hint that says what to type instead.
 */
export async function addRustGenerator(
  tree: Tree,
  options: AddRustGeneratorOptions,
): Promise<GeneratorCallback> {
  return addRust(tree, options);
}

export default withReadableErrors(withWatchedFolders(withLocks(addRustGenerator)));

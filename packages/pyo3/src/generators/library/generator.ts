import type { GeneratorCallback, Tree } from '@nx/devkit';
import { createLibrary } from '../../scaffold/library/create-library.ts';
import { withLocks } from '../../scaffold/workspace/locks-in-step.ts';
import { withWatchedFolders } from '../../scaffold/workspace/nx-daemon.ts';
import { withReadableErrors } from '../../scaffold/workspace/readable-errors.ts';
import type { LibraryGeneratorOptions } from './options.ts';

/**
 * Creates a PyO3 library: a Python package with Rust inside.
 *
 * @throws Pyo3Error with a hint that says what to type instead.
 */
export async function libraryGenerator(
  tree: Tree,
  options: LibraryGeneratorOptions,
): Promise<GeneratorCallback> {
  return createLibrary(tree, options);
}

export default withReadableErrors(withWatchedFolders(withLocks(libraryGenerator)));

import type { Tree } from '@nx/devkit';
import { describeLibrary } from '../../scaffold/convert/describe-library.ts';
import { withLocks } from '../../scaffold/workspace/locks-in-step.ts';
import { withReadableErrors } from '../../scaffold/workspace/readable-errors.ts';
import type { StubsGeneratorOptions } from './options.ts';

/**
 * Enables introspection in the manifest of a library's crate.
 *
 * @throws Pyo3Error with a hint that says what to type instead.
 */
export async function stubsGenerator(tree: Tree, options: StubsGeneratorOptions): Promise<void> {
  return describeLibrary(tree, options);
}

export default withReadableErrors(withLocks<StubsGeneratorOptions>(stubsGenerator));

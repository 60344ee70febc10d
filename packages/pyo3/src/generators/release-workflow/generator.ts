import type { GeneratorCallback, Tree } from '@nx/devkit';
import { writeReleaseWorkflow } from '../../scaffold/ci-workflow/write-release-workflow.ts';
import { withReadableErrors } from '../../scaffold/workspace/readable-errors.ts';
import type { ReleaseWorkflowGeneratorOptions } from './options.ts';

/**
 * Writes a workflow that builds, tests and publishes what `nx release` has versioned.
 *
 * @throws Pyo3Error with a hint that says what to type instead.
 */
export async function releaseWorkflowGenerator(
  tree: Tree,
  options: ReleaseWorkflowGeneratorOptions,
): Promise<GeneratorCallback> {
  return writeReleaseWorkflow(tree, options);
}

export default withReadableErrors(releaseWorkflowGenerator);

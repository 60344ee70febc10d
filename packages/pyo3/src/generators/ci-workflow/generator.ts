import type { GeneratorCallback, Tree } from '@nx/devkit';
import { writeWorkflow } from '../../scaffold/ci-workflow/write-workflow.ts';
import { withReadableErrors } from '../../scaffold/workspace/readable-errors.ts';
import type { CiWorkflowGeneratorOptions } from './options.ts';

/**
 * Writes a CI workflow for the workspace in its current state.
 *
 * @throws Pyo3Error with a hint that says what to type instead.
 */
export async function ciWorkflowGenerator(
  tree: Tree,
  options: CiWorkflowGeneratorOptions,
): Promise<GeneratorCallback> {
  return writeWorkflow(tree, options);
}

export default withReadableErrors(ciWorkflowGenerator);

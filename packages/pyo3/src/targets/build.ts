import { isInstallable } from '../project/folder/pyo3-project.ts';
import { crateBuildTarget } from './crate-targets.ts';
import { wheelInputs } from './inputs.ts';
import { describeTarget } from './metadata.ts';
import type { MakeTarget } from './target-context.ts';

/**
 * The output is a glob and not the folder: a restore from the cache replaces a whole folder, and
 * `sdist` writes into the same one.
 */
export const buildTarget: MakeTarget = (context) => {
  if (!isInstallable(context.project)) return crateBuildTarget(context);
  return {
    executor: 'pyo3:build',
    cache: true,
    inputs: wheelInputs(context),
    outputs: ['{projectRoot}/dist/*.whl'],
    metadata: describeTarget(context, 'build', {
      description: "Builds the release wheel into the project's dist folder",
      example:
        context.project.kind === 'maturin' ? { options: { compatibility: 'manylinux_2_28' } } : {},
    }),
  };
};

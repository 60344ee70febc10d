import { isInstallable } from '../project/folder/pyo3-project.ts';
import { artifactOutputs, defaultOut } from './artifact-outputs.ts';
import { crateBuildTarget } from './crate-targets.ts';
import { wheelInputs } from './inputs.ts';
import { describeTarget } from './metadata.ts';
import type { MakeTarget } from './target-context.ts';

export const buildTarget: MakeTarget = (context) => {
  if (!isInstallable(context.project)) return crateBuildTarget(context);
  return {
    executor: 'pyo3:build',
    cache: true,
    inputs: wheelInputs(context),
    outputs: artifactOutputs(context.project.distribution, 'wheel'),
    options: { out: defaultOut(context.project.root) },
    metadata: describeTarget(context, 'build', {
      description: "Builds the release wheel into the project's dist folder",
      example:
        context.project.kind === 'maturin' ? { options: { compatibility: 'manylinux_2_28' } } : {},
    }),
  };
};

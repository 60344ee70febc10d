import { isInstallable } from '../project/folder/pyo3-project.ts';
import { artifactOutputs, defaultOut } from './artifact-outputs.ts';
import { sdistInputs } from './inputs.ts';
import { describeTarget } from './metadata.ts';
import type { MakeTarget } from './target-context.ts';

export const sdistTarget: MakeTarget = (context) => {
  if (!isInstallable(context.project)) return undefined;
  return {
    executor: 'pyo3:sdist',
    cache: true,
    inputs: sdistInputs(context),
    outputs: artifactOutputs(context.project.distribution, 'sdist'),
    options: { out: defaultOut(context.project.root) },
    metadata: describeTarget(context, 'sdist', {
      description: "Builds the source distribution into the project's dist folder",
      example: {},
    }),
  };
};

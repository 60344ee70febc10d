import { cratesOf } from '../project/folder/pyo3-project.ts';
import { reportsOutput } from '../project/folder/report-folder.ts';
import { isInside } from '../project/folder/workspace-path.ts';
import { cargoTestInputs } from './inputs.ts';
import { describeTarget } from './metadata.ts';
import type { MakeTarget } from './target-context.ts';

/** Not for a crate that `manifest-path` names in another folder: that folder's project tests it. */
export const cargoTestTarget: MakeTarget = (context) => {
  const { project } = context;
  if (!cratesOf(project).some((crate) => isInside(crate.root, project.root))) return undefined;
  return {
    executor: 'pyo3:cargo-test',
    cache: true,
    inputs: cargoTestInputs(context),
    outputs: [reportsOutput('cargo-test')],
    metadata: describeTarget(context, 'cargo-test', {
      description: 'Runs the Rust tests with cargo',
      example: { options: { features: ['extra'] }, args: ['-- --nocapture'] },
    }),
  };
};

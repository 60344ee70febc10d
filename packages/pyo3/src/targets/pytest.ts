import { reportsOutput } from '../project/folder/report-folder.ts';
import { afterDevelop } from './after-develop.ts';
import { pytestInputs } from './inputs.ts';
import { describeTarget } from './metadata.ts';
import type { MakeTarget } from './target-context.ts';

/** After `develop` of the project and of all that it imports: the tests see these sources. */
export const pytestTarget: MakeTarget = (context) => {
  const { project, uses } = context;
  if (project.testPaths.length === 0) return undefined;
  return {
    executor: 'pyo3:pytest',
    cache: true,
    dependsOn: afterDevelop(context, uses.developForTests),
    inputs: pytestInputs(context),
    outputs: [reportsOutput('pytest')],
    metadata: describeTarget(context, 'pytest', {
      description: 'Runs the Python tests against the extension of these sources',
      example: { args: ['-k name', '-x'] },
    }),
  };
};

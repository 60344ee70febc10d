import { isInstallable } from '../project/pyo3-project.ts';
import { pytestInputs } from './inputs.ts';
import { describeTarget } from './metadata.ts';
import type { MakeTarget } from './target-context.ts';

/** After `develop` of the project and of all that it imports: the tests see these sources. */
export const pytestTarget: MakeTarget = (context) => {
  const { project, names, uses } = context;
  if (project.testPaths.length === 0) return undefined;
  const { develop } = names;
  return {
    executor: 'pyo3:pytest',
    cache: true,
    dependsOn:
      develop === undefined
        ? []
        : [
            ...(isInstallable(project) ? [develop] : []),
            ...(uses.developForTests.length === 0
              ? []
              : [{ projects: [...uses.developForTests], target: develop }]),
          ],
    inputs: pytestInputs(context),
    outputs: [],
    metadata: describeTarget(context, 'pytest', {
      description: 'Runs the Python tests against the extension of these sources',
      example: { args: ['-k name', '-x'] },
    }),
  };
};

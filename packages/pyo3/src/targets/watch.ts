import { isInstallable } from '../project/folder/pyo3-project.ts';
import { describeTarget } from './metadata.ts';
import type { MakeTarget } from './target-context.ts';

/**
 * Nx runs `develop` within it, with all that comes before, and so decides each time what there is to
 * do. No file is an input: the task begins with the first run and ends with the last.
 */
export const watchTarget: MakeTarget = (context) => {
  const { project, names } = context;
  const { develop } = names;
  if (develop === undefined || !isInstallable(project)) return undefined;
  return {
    executor: 'pyo3:watch',
    continuous: true,
    cache: false,
    inputs: [{ externalDependencies: [] }],
    ...(develop === 'develop' ? {} : { options: { run: develop } }),
    metadata: describeTarget(context, 'watch', {
      description: 'Runs develop whenever a source changes of the project or of what it uses',
      example: { options: { run: 'test' } },
    }),
  };
};

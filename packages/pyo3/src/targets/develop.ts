import { isInstallable } from '../project/folder/pyo3-project.ts';
import { developInputs } from './inputs.ts';
import { describeTarget } from './metadata.ts';
import type { MakeTarget } from './target-context.ts';

/** Never cached: it is about the environment, not about files, and finds out itself what to do. */
export const developTarget: MakeTarget = (context) => {
  const { project, names, uses } = context;
  if (!isInstallable(project)) return undefined;
  return {
    executor: 'pyo3:develop',
    cache: false,
    ...(Object.keys(context.installs ?? {}).length === 0
      ? {}
      : { options: { ...context.installs } }),
    dependsOn: [
      ...(names.compile === undefined || !uses.isExtension ? [] : [names.compile]),
      ...(names.develop === undefined || uses.developFirst.length === 0
        ? []
        : [{ projects: [...uses.developFirst], target: names.develop }]),
    ],
    inputs: developInputs(context),
    metadata: describeTarget(context, 'develop', {
      description:
        project.kind === 'python'
          ? 'Installs the project into the virtual environment as editable'
          : 'Builds the extension and makes the virtual environment import this checkout',
      example: project.kind === 'maturin' ? { options: { profile: 'release' } } : {},
    }),
  };
};

import { isInstallable } from '../project/folder/pyo3-project.ts';
import { describeTarget } from './metadata.ts';
import type { MakeTarget } from './target-context.ts';

/**
 * Publishes what builds left in the project. It builds nothing: what was built on other machines would
 * be replaced, and Nx runs what a task depends on also for a dry run.
 *
 * `^nx-release-publish` would order by tests, too, and so in circles; and a task of a project that is
 * not released is run as well, whose executor then refuses.
 */
export const releasePublishTarget: MakeTarget = (context) => {
  const { project, names, uses } = context;
  const own = names['nx-release-publish'];
  if (own === undefined || (project.kind !== 'crate' && !isInstallable(project))) return undefined;
  const { publishFirst } = uses;
  return {
    executor: 'pyo3:release-publish',
    cache: false,
    ...(publishFirst.length === 0
      ? {}
      : { dependsOn: [{ projects: [...publishFirst], target: own }] }),
    inputs: [{ externalDependencies: [] }],
    metadata: describeTarget(context, 'nx-release-publish', {
      description:
        project.kind === 'crate'
          ? 'Publishes the crate to a registry'
          : 'Publishes the wheels and the sdist to a package index',
      example: { options: { dryRun: true } },
    }),
  };
};

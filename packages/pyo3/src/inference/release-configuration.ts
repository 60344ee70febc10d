import type { ProjectConfiguration } from '@nx/devkit';
import type { Manifests } from '../project/folder/manifests.ts';
import type { Pyo3Project } from '../project/folder/pyo3-project.ts';
import { pythonVersionSource } from '../release/places/python-version.ts';

/**
 * How `nx release` versions a project. Where a tool takes the version from git tags, Nx has to read it
 * there as well.
 */
export function releaseConfiguration(
  project: Pyo3Project,
  manifests: Manifests,
): NonNullable<ProjectConfiguration['release']> {
  const versionActions = 'pyo3/release/version-actions';
  if (!isTagged(project, manifests)) return { version: { versionActions } };
  return {
    version: {
      versionActions,
      currentVersionResolver: 'git-tag',
      fallbackCurrentVersionResolver: 'disk',
    },
  };
}

function isTagged(project: Pyo3Project, manifests: Manifests): boolean {
  if (project.kind === 'crate') return false;
  const pyproject = manifests.pyproject(project.root);
  if (pyproject === undefined) return false;
  const base = project.distribution?.packages?.base;
  return pythonVersionSource(pyproject, base, manifests.reader).from === 'tags';
}

import type { RepositoryDistribution } from './requirements.ts';
import type { Pyproject } from '../manifest/pyproject/pyproject.ts';
import type { Manifests } from '../project/folder/manifests.ts';
import { normalizeDistributionName } from '../python/distribution-name.ts';

/**
 * Finds distributions of the repository by name, reading the manifests of all projects at the first
 * question. One that cannot be read is none: its own tasks say what is wrong with it.
 */
export function repositoryDistributions(
  roots: readonly string[],
  manifests: Manifests,
): RepositoryDistribution {
  let known: ReadonlyMap<string, Pyproject> | undefined;
  return (name) => (known ??= new Map(roots.flatMap((root) => entryOf(root, manifests)))).get(name);
}

function entryOf(root: string, manifests: Manifests): readonly (readonly [string, Pyproject])[] {
  try {
    const pyproject = manifests.pyproject(root);
    const name = pyproject?.project?.name;
    return pyproject === undefined || name === undefined
      ? []
      : [[normalizeDistributionName(name), pyproject]];
  } catch {
    return [];
  }
}

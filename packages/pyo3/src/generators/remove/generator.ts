import { createProjectGraphAsync, logger, type GeneratorCallback, type Tree } from '@nx/devkit';
import { cargoMembers } from '../../scaffold/corrections/cargo-members.ts';
import { uvMembers } from '../../scaffold/corrections/uv-members.ts';
import { Pyo3Error } from '../../diagnostics/pyo3-error.ts';
import type { Pyo3Project } from '../../project/folder/pyo3-project.ts';
import { findUvRoot } from '../../project/folder/uv-workspace.ts';
import { childPath, isInside } from '../../project/folder/workspace-path.ts';
import { normalizeDistributionName } from '../../python/distribution-name.ts';
import { removeKey } from '../../toml/edit.ts';
import {
  correctManifests,
  manifestFiles,
  surveyedRepository,
} from '../../scaffold/workspace/correct-manifests.ts';
import { withLocks } from '../../scaffold/workspace/locks-in-step.ts';
import { namedProject } from '../../scaffold/workspace/named-project.ts';
import { withReadableErrors } from '../../scaffold/workspace/readable-errors.ts';
import { surveyRepository, type Survey } from '../../scaffold/workspace/repository-survey.ts';
import type { RemoveGeneratorOptions } from './options.ts';

/** Names of the projects that depend on one, by Nx's graph: what Python files import counts, too. */
export type Dependents = (name: string) => Promise<readonly string[]>;

/**
 * Deletes a project and every mention of it in the workspaces around it.
 *
 * @throws Pyo3Error `project-unknown`, and `option-invalid` when other projects use it, lie in its
 * folder, or when it is the root.
 */
export async function removeGenerator(
  tree: Tree,
  { project: name, forceRemove = false }: RemoveGeneratorOptions,
  dependents: Dependents = dependentsInGraph,
): Promise<GeneratorCallback> {
  const survey = await surveyRepository(tree);
  const repository = surveyedRepository(survey);
  const project = namedProject(repository, name);
  const inner = [...repository.projects, ...repository.broken].filter(
    ({ root }) => root !== project.root && isInside(root, project.root),
  );
  if (project.root === '.')
    throw refused(name, 'is the root of the repository', 'Delete what you do not need by hand.');
  if (inner.length > 0) {
    const names = inner.map((one) => one.name).join(', ');
    throw refused(name, `has other projects in its folder: ${names}`, 'Remove or move them first.');
  }
  const users = forceRemove ? [] : await dependents(name);
  if (users.length > 0) {
    const places = repository.edges
      .filter(({ target }) => target === project.root)
      .map(({ sourceFile }) => sourceFile);
    const where = places.length === 0 ? '' : ` (see ${[...new Set(places)].join(', ')})`;
    throw refused(
      name,
      `is used by ${users.join(', ')}${where}`,
      'Take it out there first, or add --forceRemove.',
    );
  }
  removeSource(tree, project, survey);
  const files = manifestFiles(survey);
  const isOwn = (file: string) => isInside(file, project.root);
  // A folder goes as a whole, with all that git ignores; but the tree still finds what lay in it.
  for (const file of files.filter(isOwn)) tree.delete(file);
  tree.delete(project.root);
  correctManifests(
    tree,
    files.filter((file) => !isOwn(file)),
    [cargoMembers, uvMembers],
  );
  return () => {
    if (project.distribution === undefined) return;
    logger.info(
      `\nThe environment still has ${project.distribution.name}. To take it out: uv pip uninstall ${project.distribution.name}`,
    );
  };
}

/** uv refuses a source of a workspace that is no member of it any more. */
function removeSource(
  tree: Tree,
  { root, distribution }: Pyo3Project,
  { manifests }: Survey,
): void {
  const uv = findUvRoot(root, manifests);
  if (uv === undefined || distribution === undefined || uv.folder === root) return;
  const [source] = Object.keys(uv.pyproject.uv.sources).filter(
    (key) => normalizeDistributionName(key) === distribution.normalizedName,
  );
  if (source === undefined) return;
  const file = childPath(uv.folder, 'pyproject.toml');
  tree.write(file, removeKey(tree.read(file, 'utf-8') ?? '', ['tool', 'uv', 'sources', source]));
}

const dependentsInGraph: Dependents = async (name) => {
  const { dependencies } = await createProjectGraphAsync();
  return Object.entries(dependencies)
    .filter(([source, uses]) => source !== name && uses.some(({ target }) => target === name))
    .map(([source]) => source)
    .sort();
};

function refused(name: string, why: string, hint: string): Pyo3Error {
  return new Pyo3Error({
    code: 'option-invalid',
    message: `The project "${name}" cannot be removed: it ${why}.`,
    hint,
  });
}

export default withReadableErrors(
  withLocks<RemoveGeneratorOptions>((tree, options) => removeGenerator(tree, options)),
);

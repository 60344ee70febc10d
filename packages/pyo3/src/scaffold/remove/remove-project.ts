import { createProjectGraphAsync, logger, type GeneratorCallback, type Tree } from '@nx/devkit';
import { cargoMembers } from '../corrections/cargo-members.ts';
import { uvMembers } from '../corrections/uv-members.ts';
import { Pyo3Error } from '../../diagnostics/pyo3-error.ts';
import { withoutSecrets } from '../../environment/secret-variables.ts';
import type { Pyo3Project } from '../../project/folder/pyo3-project.ts';
import { findUvRoot } from '../../project/distribution/uv-workspace.ts';
import { childPath, isInside } from '../../project/folder/workspace-path.ts';
import { normalizeDistributionName } from '../../python/distribution-name.ts';
import { removeKey } from '../../toml/edit.ts';
import {
  correctManifests,
  manifestFiles,
  surveyedRepository,
} from '../workspace/correct-manifests.ts';
import { namedProject } from '../workspace/named-project.ts';
import { nxCommand } from '../workspace/nx-command.ts';
import { surveyRepository, type Survey } from '../workspace/repository-survey.ts';
import { uninstallCommand } from './left-installed.ts';
import type { RemoveGeneratorOptions } from '../../generators/remove/options.ts';

/**
 * The names of the projects that depend on a project in Nx's graph, which includes Python imports.
 */
export type Dependents = (name: string) => Promise<readonly string[]>;

/**
 * Deletes a project and every reference to it in the enclosing workspaces.
 *
 * @throws Pyo3Error `project-unknown`, and `option-invalid` if other projects depend on it or are
 * in its folder, or if it is the root project.
 */
export async function removeProject(
  tree: Tree,
  { project: name, forceRemove = false }: RemoveGeneratorOptions,
  dependents: Dependents,
): Promise<GeneratorCallback> {
  const survey = await surveyRepository(tree);
  const repository = surveyedRepository(survey);
  const project = namedProject(repository, name);
  const inner = [...repository.projects, ...repository.broken].filter(
    ({ root }) => root !== project.root && isInside(root, project.root),
  );
  if (project.root === '.')
    throw refused(
      name,
      'is the root of the repository',
      'Delete the files that you do not need by hand.',
    );
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
      'Remove the dependency there first, or add --forceRemove.',
    );
  }
  removeSource(tree, project, survey);
  const files = manifestFiles(survey);
  const isOwn = (file: string) => isInside(file, project.root);
  // The whole folder is deleted, including ignored files, but the tree still lists its former
  // files.
  for (const file of files.filter(isOwn)) tree.delete(file);
  tree.delete(project.root);
  correctManifests(
    tree,
    files.filter((file) => !isOwn(file)),
    [cargoMembers, uvMembers],
  );
  const nx = nxCommand(tree);
  const isLast = repository.projects.every((one) => one.root === project.root || one.root === '.');
  return () => {
    logger.info(`\nNext steps:\n  ${nx} ${isLast ? 'g pyo3:lib libs/mylib' : 'run-many -t test'}`);
    const { distribution } = project;
    const uninstall =
      distribution && uninstallCommand(distribution, tree.root, withoutSecrets(process.env));
    if (distribution === undefined || uninstall === undefined) return;
    logger.info(
      `\n${distribution.name} is still installed in the environment. To remove it: ${uninstall}`,
    );
  };
}

/** uv rejects a workspace source that is not a member. */
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

/** Asks the project graph of Nx. */
export const dependentsInGraph: Dependents = async (name) => {
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

import { getProjects, type Tree } from '@nx/devkit';
import { Pyo3Error } from '../../diagnostics/pyo3-error.ts';
import { crateIdentifier } from '../../manifest/cargo/crate-name.ts';
import { normalizeDistributionName } from '../../python/distribution-name.ts';
import { cratesOf, type Pyo3Project } from '../../project/folder/pyo3-project.ts';
import { readRepository } from '../../project/edges/repository.ts';
import { childPath } from '../../project/folder/workspace-path.ts';
import type { Survey } from '../workspace/repository-survey.ts';
import type { Library } from './shape.ts';

/**
 * Checks that the repository does not already use the names of the library and its module; the
 * names of a project in the library's own folder do not count.
 *
 * @throws Pyo3Error `name-taken`.
 */
export function checkNotTaken(tree: Tree, library: Library, survey: Survey): void {
  const files = [
    ...survey.cargoFolders.map((folder) => childPath(folder, 'Cargo.toml')),
    ...survey.pyprojectFolders.map((folder) => childPath(folder, 'pyproject.toml')),
  ];
  const { projects } = readRepository(files, survey.manifests);
  for (const project of projects.filter(({ root }) => root !== library.directory)) {
    checkName(library, project);
    checkModule(library, project);
  }
  const other = getProjects(tree).get(library.name);
  if (other && other.root !== library.directory)
    throw nameTaken(library.name, `A project named "${library.name}"`, other.root);
}

/**
 * @param command the command to type for another folder.
 * @throws Pyo3Error `folder-exists` if the library's folder is not empty.
 */
export function checkFolder(
  tree: Tree,
  { directory }: Library,
  command: (folder: string) => string,
): void {
  if (!tree.exists(directory)) return;
  if (!tree.isFile(directory) && tree.children(directory).length === 0) return;
  const what = tree.isFile(directory) ? 'is a file' : 'contains files';
  throw new Pyo3Error({
    code: 'folder-exists',
    message: `"${directory}" must be a new or empty folder, but it ${what}.`,
    hint: `Choose another folder, for example: ${command(`${directory}2`)}`,
  });
}

function checkName({ name, crateName }: Library, project: Pyo3Project): void {
  const same = normalizeDistributionName(name);
  const distribution = 'distribution' in project ? project.distribution : undefined;
  if (distribution?.normalizedName === same) {
    throw nameTaken(name, `A distribution named "${distribution.name}"`, project.root);
  }
  const crate = cratesOf(project).find(
    (one) => crateIdentifier(one.name) === crateIdentifier(crateName),
  );
  if (crate) throw nameTaken(name, `A crate named "${crate.name}"`, crate.root);
  if (project.name === name) throw nameTaken(name, `A project named "${name}"`, project.root);
}

function nameTaken(name: string, what: string, root: string): Pyo3Error {
  return new Pyo3Error({
    code: 'name-taken',
    message: `${what} already exists in "${root}".`,
    hint: `Choose another name: --name=${name}2`,
  });
}

/**
 * A module shadows another of the same name at import, and so does a package inside a package with
 * an `__init__.py`.
 */
function checkModule(library: Library, project: Pyo3Project): void {
  if (project.kind !== 'maturin') return;
  const { moduleName, layout } = project.extension;
  const theirs = layout === 'mixed' && moduleName.includes('.') ? parentOf(moduleName) : moduleName;
  const ours = library.publicModule;
  if (!isWithin(ours, theirs) && !isWithin(theirs, ours)) return;
  // Modules with different top-level names never conflict.
  const example = library.moduleName.replace(/^[^.]+/, '$&2');
  throw new Pyo3Error({
    code: 'name-taken',
    message: `The project "${project.name}" in "${project.root}" already has the module "${theirs}", so "${ours}" could not be imported.`,
    hint: `Choose another module: --moduleName=${example}`,
  });
}

function parentOf(moduleName: string): string {
  return moduleName.split('.').slice(0, -1).join('.');
}

function isWithin(module: string, outer: string): boolean {
  return module === outer || module.startsWith(`${outer}.`);
}

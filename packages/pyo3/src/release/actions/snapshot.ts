import type { Tree } from '@nx/devkit';
import { readRepository } from '../../project/edges/repository.ts';
import { childPath } from '../../project/folder/workspace-path.ts';
import { surveyRepository } from '../../scaffold/workspace/repository-survey.ts';
import type { Group } from '../edits/refusals.ts';
import { statedVersions, type Snapshot } from '../edits/file-edit.ts';
import { requirementPlaces } from '../places/requirement-place.ts';

/** The repository as a release found it; read once for all its projects. */
export function snapshotOf(tree: Tree): Promise<Snapshot> {
  const known = snapshots.get(tree);
  if (known !== undefined) return known;
  const made = takeSnapshot(tree);
  snapshots.set(tree, made);
  return made;
}

const snapshots = new WeakMap<Tree, Promise<Snapshot>>();

async function takeSnapshot(tree: Tree): Promise<Snapshot> {
  const { manifests, cargoFolders, pyprojectFolders } = await surveyRepository(tree);
  const files = [
    ...cargoFolders.map((folder) => childPath(folder, 'Cargo.toml')),
    ...pyprojectFolders.map((folder) => childPath(folder, 'pyproject.toml')),
  ];
  const repository = readRepository(files, manifests);
  return {
    repository,
    manifests,
    requirements: requirementPlaces(repository, manifests),
    versions: statedVersions(repository, manifests),
    byRoot: new Map(repository.projects.map((project) => [project.root, project])),
  };
}

/** The release groups of the folders of one release; Nx tells each project only of its own. */
export function groupsOf(tree: Tree): Map<string, Group> {
  const known = groups.get(tree);
  if (known !== undefined) return known;
  const made = new Map<string, Group>();
  groups.set(tree, made);
  return made;
}

const groups = new WeakMap<Tree, Map<string, Group>>();

import type { Tree } from '@nx/devkit';
import type { Rule } from '../corrections/correction.ts';
import { treeReader } from '../../files/tree.ts';
import { manifestsOf } from '../../project/folder/manifests.ts';
import { readRepository, type Repository } from '../../project/edges/repository.ts';
import { childPath, folderOf } from '../../project/folder/workspace-path.ts';
import type { Survey } from './repository-survey.ts';

/** Paths of the manifests of the repository. */
export function manifestFiles({ cargoFolders, pyprojectFolders }: Survey): readonly string[] {
  return [
    ...cargoFolders.map((folder) => childPath(folder, 'Cargo.toml')),
    ...pyprojectFolders.map((folder) => childPath(folder, 'pyproject.toml')),
  ];
}

/** The projects of the repository as the survey has found it. */
export function surveyedRepository(survey: Survey): Repository {
  return readRepository(manifestFiles(survey), survey.manifests);
}

/**
 * Corrects the manifests by one rule after the other, each with what the ones before have written;
 * every edit leaves all other bytes of the file as they are. Gives what was done, a line for each.
 *
 * @throws Pyo3Error `edit-failed` when a manifest has something else where the edit belongs.
 */
export function correctManifests(
  tree: Tree,
  files: readonly string[],
  rules: readonly Rule[],
): readonly string[] {
  return rules.flatMap((rule) => {
    const manifests = manifestsOf(treeReader(tree));
    const repository = readRepository(files, manifests);
    const folders = files.map(folderOf);
    return rule({ repository, manifests, folders }).flatMap(({ file, edit, what }) => {
      const before = tree.read(file, 'utf-8') ?? '';
      const after = edit(before);
      if (after === before) return [];
      tree.write(file, after);
      return [`${file}: ${what}`];
    });
  });
}

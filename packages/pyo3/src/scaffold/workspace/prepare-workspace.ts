import type { Tree } from '@nx/devkit';
import { ensureCargoWorkspace } from './cargo-membership.ts';
import { ignoreBuildFiles, ignoreNxFiles } from './gitignore.ts';
import { registerPlugin } from './plugin-registration.ts';
import { surveyRepository } from './repository-survey.ts';
import { ensureUvWorkspace } from './uv-membership.ts';

/**
 * What `nx add pyo3` leaves behind: the plugin in nx.json, the lines that .gitignore lacks, and a
 * root that is a uv workspace and a cargo workspace. A second time nothing changes.
 *
 * A repository with crates or Python projects in folders but no manifest at its root has chosen
 * so: there the root's manifest is left to the first `library`, which needs it.
 */
export async function prepareWorkspace(tree: Tree): Promise<void> {
  const survey = await surveyRepository(tree);
  registerPlugin(tree);
  ignoreBuildFiles(tree);
  ignoreNxFiles(tree);
  if (isRootOrNowhere(survey.pyprojectFolders)) ensureUvWorkspace(tree, survey);
  if (isRootOrNowhere(survey.cargoFolders)) ensureCargoWorkspace(tree, survey);
}

function isRootOrNowhere(folders: readonly string[]): boolean {
  return folders.length === 0 || folders.includes('.');
}

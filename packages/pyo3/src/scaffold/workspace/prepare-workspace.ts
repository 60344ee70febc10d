import { logger, type GeneratorCallback, type Tree } from '@nx/devkit';
import { missingTools } from './missing-tools.ts';
import { writeEditorSettings, type Editor } from './editor-settings.ts';
import { findCargoRoot } from '../../project/crate/cargo-workspace.ts';
import { ensureCargoWorkspace } from './cargo-membership.ts';
import { ignoreBuildFiles, ignoreNxFiles, type BuiltFolders } from './gitignore.ts';
import { nxCommand } from './nx-command.ts';
import { registerPlugin } from './plugin-registration.ts';
import { readable, surveyRepository, type Survey } from './repository-survey.ts';
import { ensureUvWorkspace } from './uv-membership.ts';

/**
 * What `nx add pyo3` leaves behind: the plugin in nx.json, and the lines that .gitignore lacks. A
 * repository with neither Rust nor Python gets the roots of a uv and a cargo workspace as well;
 * elsewhere no manifest is touched, and the first `pyo3:lib` makes what it needs. A second time
 * nothing changes.
 *
 * @param editor the editor whose settings are written, if one is named.
 * @returns what tells all this, with the reasons, and ends with the command to type next.
 */
export async function prepareWorkspace(tree: Tree, editor?: Editor): Promise<GeneratorCallback> {
  const survey = await surveyRepository(tree);
  const isEmpty = survey.cargoFolders.length === 0 && survey.pyprojectFolders.length === 0;
  const told: string[] = [];
  if (registerPlugin(tree)) told.push('nx.json: names the plugin, and its generator for `nx sync`');
  const lines = ignoreBuildFiles(tree, isEmpty ? undefined : builtFolders(survey));
  if (lines.length > 0) {
    told.push(`.gitignore: ${lines.join(', ')}, which builds and tools leave behind`);
  }
  const ofNx = ignoreNxFiles(tree);
  if (ofNx.length > 0)
    told.push(`.gitignore: ${ofNx.join(', ')}, which Nx keeps for this checkout alone`);
  if (isEmpty) {
    ensureUvWorkspace(tree, survey);
    ensureCargoWorkspace(tree, survey);
    told.push('pyproject.toml: the uv workspace that libraries join, with the development tools');
    told.push('Cargo.toml: the cargo workspace that libraries join');
  }
  told.push(...writeEditorSettings(tree, editor));
  const nx = nxCommand(tree);
  const unpinned = unpinnedTools(survey);
  return () => {
    for (const line of told) logger.info(line);
    if (unpinned.length > 0) {
      const names = unpinned.join(' and ');
      logger.info(
        `${names}: no pyproject.toml requires this, so the newest version is used. To pin it: uv add --dev ${unpinned.join(' ')}`,
      );
    }
    logger.info('Next steps:');
    logger.info(isEmpty ? `  ${nx} g pyo3:lib libs/mylib` : `  ${nx} run-many -t test`);
  };
}

function builtFolders(survey: Survey): BuiltFolders {
  const { manifests, cargoFolders, pyprojectFolders } = survey;
  const rust = cargoFolders.flatMap((folder) =>
    readable(() => {
      const manifest = manifests.cargo(folder);
      return manifest && findCargoRoot(folder, manifest, manifests).folder;
    }),
  );
  const python = pyprojectFolders.filter(
    (folder) => readable(() => manifests.pyproject(folder)?.project).length > 0,
  );
  return { rust: [...new Set(rust)], python };
}

/** Of the tools that every Python project's targets run. */
function unpinnedTools({ manifests, pyprojectFolders }: Survey): readonly string[] {
  const pyprojects = pyprojectFolders.flatMap((folder) =>
    readable(() => manifests.pyproject(folder)),
  );
  return pyprojects.length === 0 ? [] : missingTools(['pytest', 'ruff'], pyprojects);
}

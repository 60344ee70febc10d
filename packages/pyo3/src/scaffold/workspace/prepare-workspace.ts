import { logger, type GeneratorCallback, type Tree } from '@nx/devkit';
import { shellWord } from '../../diagnostics/shell-word.ts';
import { childPath } from '../../project/folder/workspace-path.ts';
import { namesRuff } from '../../project/settings/ruff-settings.ts';
import { findTypeChecker } from '../../project/settings/type-checker.ts';
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
  const ofTools = aboutTools(survey);
  return () => {
    for (const line of told) logger.info(line);
    for (const line of ofTools) logger.info(line);
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
  const named = !missingTools(
    ['mypy'],
    pyprojectFolders.flatMap((folder) => readable(() => manifests.pyproject(folder))),
  ).includes('mypy');
  const mypy = python.filter((folder) => named || findTypeChecker(folder, manifests) === 'mypy');
  const ruff = python.filter((folder) => namesRuff(folder, manifests));
  return { rust: [...new Set(rust)], python, ruff, mypy };
}

/** Which tools the targets of Python projects run, where no manifest requires them, and how to change that. */
function aboutTools(survey: Survey): readonly string[] {
  const { manifests, pyprojectFolders } = survey;
  const pyprojects = pyprojectFolders.flatMap((folder) =>
    readable(() => manifests.pyproject(folder)),
  );
  if (pyprojects.length === 0) return [];
  const isLinted = pyprojectFolders.some((folder) => namesRuff(folder, manifests));
  const tools = missingTools(isLinted ? ['pytest', 'ruff'] : ['pytest'], pyprojects);
  const [it, newest] =
    tools.length === 1 ? ['it', 'newest version is'] : ['them', 'newest versions are'];
  return [
    ...(tools.length === 0
      ? []
      : [
          `${tools.join(' and ')}: no pyproject.toml requires ${it}, so the ${newest} used. To pin ${it}: ${pinning(tools, survey)}`,
        ]),
    ...(isLinted
      ? []
      : [
          `ruff: nothing here names it, so lint and format leave Python out. To use it: ${pinning(['ruff'], survey)}`,
        ]),
  ];
}

/** In the words of what manages the manifest; a repository without uv does not get a uv.lock. */
function pinning(tools: readonly string[], { manifests, pyprojectFolders }: Survey): string {
  const inGroup = `[dependency-groups] dev = [${tools.map((tool) => `"${tool}"`).join(', ')}]`;
  const folder = pyprojectFolders.length === 1 ? pyprojectFolders[0] : '.';
  if (folder === undefined || !pyprojectFolders.includes(folder)) {
    return `in a pyproject.toml, ${inGroup}`;
  }
  const place = folder === '.' ? '' : ` --directory ${shellWord(folder)}`;
  const isPoetry = readable(() => manifests.pyproject(folder)?.tool['poetry']).length > 0;
  if (isPoetry) return `poetry add --group dev${place} ${tools.join(' ')}`;
  return manifests.reader.isFile(childPath(folder, 'uv.lock'))
    ? `uv add --dev${place} ${tools.join(' ')}`
    : `in ${childPath(folder, 'pyproject.toml')}, ${inGroup}`;
}

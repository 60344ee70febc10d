import { join } from 'node:path';
import {
  formatFiles,
  generateFiles,
  logger,
  offsetFromRoot,
  writeJson,
  type GeneratorCallback,
  type Tree,
} from '@nx/devkit';
import { childPath } from '../../project/folder/workspace-path.ts';
import { findCargoHome } from '../workspace/cargo-home.ts';
import { joinCargoWorkspace } from '../workspace/cargo-membership.ts';
import { fromRoot } from '../workspace/from-root.ts';
import { addToGitignore, ignoreBuildFiles } from '../workspace/gitignore.ts';
import { nxCommand } from '../workspace/nx-command.ts';
import { registerPlugin } from '../workspace/plugin-registration.ts';
import { surveyRepository } from '../workspace/repository-survey.ts';
import { joinUvWorkspace } from '../workspace/uv-membership.ts';
import type { Library } from './shape.ts';
import { checkNames } from './names.ts';
import { checkFolder, checkNotTaken } from './taken.ts';
import { templatesFor } from './templates.ts';
import { normalizeLibrary } from './normalize.ts';
import type { LibraryGeneratorOptions } from '../../generators/library/options.ts';

/**
 * Creates a PyO3 library as a member of the nearest cargo and uv workspaces. Nothing is written if
 * anything is invalid.
 *
 * @throws Pyo3Error with a hint that says what to type instead.
 */
export async function createLibrary(
  tree: Tree,
  options: LibraryGeneratorOptions,
): Promise<GeneratorCallback> {
  const survey = await surveyRepository(tree);
  const library = normalizeLibrary(
    { ...options, directory: fromRoot(tree, options.directory) },
    survey,
  );
  checkNames(library);
  checkFolder(tree, library, (folder) => `nx g pyo3:lib ${folder}`);
  checkNotTaken(tree, library, survey);

  const home = findCargoHome(library.crateDirectory, survey);
  joinCargoWorkspace(tree, library.crateDirectory, survey);
  joinUvWorkspace(tree, library.directory, survey);
  registerPlugin(tree);
  ignoreBuildFiles(tree);
  if (library.buildBackend) addToGitignore(tree, 'setuptools', ['*.egg-info/']);
  for (const { folder, into, values } of templatesFor(library, home, survey)) {
    generateFiles(
      tree,
      join(import.meta.dirname, '../../generators/library/files', folder),
      into,
      values,
    );
  }
  writeTags(tree, library);
  if (!options.skipFormat) await formatFiles(tree);
  const nx = nxCommand(tree);
  return () => tellWhatIsNext(library, nx);
}

/**
 * The manifests have no field for tags. The name is repeated, because Nx would use the folder's.
 */
function writeTags(tree: Tree, { directory, name, tags }: Library): void {
  if (tags.length === 0) return;
  writeJson(tree, childPath(directory, 'project.json'), {
    name,
    $schema: `${offsetFromRoot(directory)}node_modules/nx/schemas/project-schema.json`,
    tags,
  });
}

function tellWhatIsNext(
  { name, publicModule, unitTestRunner, cargoTest }: Library,
  nx: string,
): void {
  const hasTests = unitTestRunner === 'pytest' || cargoTest;
  logger.info(`\n"${name}" is ready. Next steps:`);
  logger.info(`  ${nx} run ${name}:develop   import ${publicModule} from this checkout`);
  if (hasTests) logger.info(`  ${nx} test ${name}`);
}

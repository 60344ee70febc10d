import { formatFiles, logger, type GeneratorCallback, type Tree } from '@nx/devkit';
import { childPath } from '../../project/folder/workspace-path.ts';
import { addCrate, rustTest } from '../library/added-crate.ts';
import { findCargoHome } from '../workspace/cargo-home.ts';
import { surveyedRepository } from '../workspace/correct-manifests.ts';
import { cacheKeys } from '../library/manifest-text.ts';
import type { Library } from '../library/shape.ts';
import { namedProject } from '../workspace/named-project.ts';
import { nxCommand } from '../workspace/nx-command.ts';
import { plannedLibrary } from '../library/planned-library.ts';
import { rustlessProject } from '../workspace/rustless-project.ts';
import { surveyRepository } from '../workspace/repository-survey.ts';
import { convertBackend } from './backends.ts';
import { notCarriedOver } from './conversion.ts';
import type { AddRustGeneratorOptions } from '../../generators/add-rust/options.ts';
import { maturinPyproject } from './pyproject-text.ts';
import { isTable } from '../../toml/table.ts';

/**
 * Turns a Python package into a PyO3 library and replaces its build backend with maturin. Nothing
 * is written if any setting has no equivalent.
 *
 * @throws Pyo3Error naming the setting that prevents it.
 */
export async function addRust(
  tree: Tree,
  { project: name, pyo3Version, skipFormat = false }: AddRustGeneratorOptions,
): Promise<GeneratorCallback> {
  const survey = await surveyRepository(tree);
  const repository = surveyedRepository(survey);
  const { project, refused } = rustlessProject(namedProject(repository, name), 'add-rust');
  const { root, distribution } = project;
  const pyproject = survey.manifests.pyproject(root);
  if (pyproject === undefined || !isTable(pyproject.document['project'])) {
    throw refused('its metadata is not in [project] of pyproject.toml (PEP 621)');
  }
  if (pyproject.maturin) throw refused('it already has maturin settings');
  const { reader } = survey.manifests;
  const source = { root, name: distribution.name, pyproject, reader };
  const conversion = convertBackend(source);
  const plan = { project, pyo3Version, refused: (why: string) => notCarriedOver(source, why) };
  const library = plannedLibrary({ ...plan, ...conversion }, repository, survey);
  const home = findCargoHome(library.crateDirectory, survey);
  const manifest = maturinPyproject(
    reader.read(pyproject.file) ?? '',
    pyproject,
    library,
    conversion,
    cacheKeys(library, home),
  );
  const test = rustTest(tree, project, library);

  tree.write(pyproject.file, manifest);
  const packageFolder = childPath(root, conversion.pythonSource, conversion.packageName);
  addCrate(tree, { library, home, pyproject, packageFolder, test }, survey);
  if (!skipFormat) await formatFiles(tree);
  const nx = nxCommand(tree);
  return () => tellWhatIsNext(name, library, nx);
}

function tellWhatIsNext(name: string, { moduleName }: Library, nx: string): void {
  logger.info(`\n"${name}" has a Rust extension. Next steps:`);
  logger.info(`  ${nx} run ${name}:develop   import ${moduleName} from this checkout`);
  logger.info(`  ${nx} test ${name}`);
}

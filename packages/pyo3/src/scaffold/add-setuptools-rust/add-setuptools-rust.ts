import { formatFiles, logger, type GeneratorCallback, type Tree } from '@nx/devkit';
import { childPath } from '../../project/folder/workspace-path.ts';
import { addCrate, rustTest } from '../library/added-crate.ts';
import { findCargoHome } from '../workspace/cargo-home.ts';
import { surveyedRepository } from '../workspace/correct-manifests.ts';
import { addToGitignore } from '../workspace/gitignore.ts';
import { cacheKeys } from '../library/manifest-text.ts';
import { namedProject } from '../workspace/named-project.ts';
import { nxCommand } from '../workspace/nx-command.ts';
import { plannedLibrary } from '../library/planned-library.ts';
import { surveyRepository } from '../workspace/repository-survey.ts';
import { rustlessProject } from '../workspace/rustless-project.ts';
import { withRustSources } from './archive-manifest.ts';
import type { AddSetuptoolsRustGeneratorOptions } from '../../generators/add-setuptools-rust/options.ts';
import { packagePlace } from './package-folder.ts';
import { setuptoolsRustPyproject } from './pyproject-text.ts';

/**
 * Adds an extension to a Python package that setuptools builds and continues to build. Nothing is
 * written if anything prevents it.
 *
 * @throws Pyo3Error naming what prevents it.
 */
export async function addSetuptoolsRust(
  tree: Tree,
  options: AddSetuptoolsRustGeneratorOptions,
): Promise<GeneratorCallback> {
  const { project: name, pyo3Version, skipFormat = false } = options;
  const survey = await surveyRepository(tree);
  const repository = surveyedRepository(survey);
  const generator = 'add-setuptools-rust';
  const { project, refused } = rustlessProject(namedProject(repository, name), generator);
  const { root } = project;
  const { reader } = survey.manifests;
  const pyproject = survey.manifests.pyproject(root);
  const backend = pyproject?.buildSystem?.buildBackend ?? 'setuptools.build_meta:__legacy__';
  if (pyproject === undefined || !/^setuptools\.build_meta(:__legacy__)?$/.test(backend)) {
    throw refused(
      `its build backend is "${backend}", but setuptools-rust requires setuptools`,
      `Run nx g pyo3:add-rust ${name}, which makes maturin its build backend.`,
    );
  }
  const place = packagePlace(project, pyproject, options.package, reader, refused);
  const plan = { project, pyo3Version, refused, buildBackend: 'setuptools-rust' } as const;
  const library = plannedLibrary({ ...plan, ...place }, repository, survey);
  const { folder } = findCargoHome(library.crateDirectory, survey);
  // setuptools packages the manifest as it is, so a source distribution would lack what it
  // inherits.
  const home = { folder };
  const before = reader.read(pyproject.file) ?? '';
  const manifest = setuptoolsRustPyproject(before, library, place, cacheKeys(library, home));
  const test = rustTest(tree, project, library);

  tree.write(pyproject.file, manifest);
  const archive = childPath(root, 'MANIFEST.in');
  tree.write(archive, withRustSources(reader.read(archive)));
  const packageFolder = childPath(root, place.pythonSource, place.packageName);
  addCrate(tree, { library, home, pyproject, packageFolder, test }, survey);
  addToGitignore(tree, 'setuptools', ['*.egg-info/']);
  if (!skipFormat) await formatFiles(tree);
  const nx = nxCommand(tree);
  return () => {
    logger.info(`\n"${name}" has a Rust extension. Next steps:`);
    logger.info(`  ${nx} run ${name}:develop   import ${library.moduleName} from this checkout`);
    logger.info(`  ${nx} test ${name}`);
  };
}

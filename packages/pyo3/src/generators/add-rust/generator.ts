import { join } from 'node:path';
import { formatFiles, generateFiles, logger, type GeneratorCallback, type Tree } from '@nx/devkit';
import { Pyo3Error } from '../../diagnostics/pyo3-error.ts';
import type { Pyo3Project, PythonProject } from '../../project/pyo3-project.ts';
import { childPath } from '../../project/workspace-path.ts';
import { findCargoHome } from '../cargo-home.ts';
import { joinCargoWorkspace } from '../cargo-membership.ts';
import { surveyedRepository } from '../correct-manifests.ts';
import { ignoreBuildFiles } from '../gitignore.ts';
import { cacheKeys, cargoDependencies, packageFields } from '../library-manifest-text.ts';
import { importLine, pythonList } from '../library-python-text.ts';
import { exportedNames, type Library } from '../library-shape.ts';
import { namedProject } from '../named-project.ts';
import { registerPlugin } from '../plugin-registration.ts';
import { withReadableErrors } from '../readable-errors.ts';
import { surveyRepository } from '../repository-survey.ts';
import { joinUvWorkspace } from '../uv-membership.ts';
import { convertBackend } from './backends.ts';
import type { AddRustGeneratorOptions } from './options.ts';
import { fileExists, plannedLibrary } from './planned-library.ts';
import { maturinPyproject } from './pyproject-text.ts';

/**
 * Makes a Python package a PyO3 library, with maturin in place of its build backend. Nothing is
 * written when anything of it cannot be carried over.
 *
 * @throws Pyo3Error with what stands in the way.
 */
export async function addRustGenerator(
  tree: Tree,
  { project: name, pyo3Version, skipFormat = false }: AddRustGeneratorOptions,
): Promise<GeneratorCallback> {
  const survey = await surveyRepository(tree);
  const repository = surveyedRepository(survey);
  const project = convertible(namedProject(repository, name));
  const { root, distribution } = project;
  const pyproject = survey.manifests.pyproject(root);
  if (pyproject?.project?.name === undefined) {
    throw refused(name, 'its metadata is not in [project] of pyproject.toml (PEP 621)');
  }
  if (pyproject.maturin) throw refused(name, 'it has settings of maturin already');
  const { reader } = survey.manifests;
  const source = { root, name: distribution.name, pyproject, reader };
  const conversion = convertBackend(source);
  const library = plannedLibrary(project, source, conversion, pyo3Version, repository, survey);
  const home = findCargoHome(library.crateDirectory, survey);
  const manifest = maturinPyproject(
    reader.read(pyproject.file) ?? '',
    pyproject,
    library,
    conversion,
    cacheKeys(library, home),
  );
  const tests = project.testPaths[0] ?? childPath(root, 'tests');
  const testName = `${library.publicModule}_rust`;
  const testFile = childPath(tests, `test_${testName}.py`);
  if (tree.exists(testFile)) throw fileExists(testFile);

  tree.write(pyproject.file, manifest);
  joinCargoWorkspace(tree, library.crateDirectory, survey);
  if (pyproject.uv.workspace === undefined) joinUvWorkspace(tree, root, survey);
  registerPlugin(tree);
  ignoreBuildFiles(tree);
  const packageFolder = childPath(root, conversion.pythonSource, conversion.packageName);
  const isTyped = tree.exists(childPath(packageFolder, 'py.typed'));
  const values = {
    tmpl: '',
    ...library,
    ...library.pyo3,
    testName,
    packageFields: packageFields(home),
    cargoDependencies: cargoDependencies(library, home),
    inheritsLints: home.workspace?.lints ?? false,
    exportList: pythonList(exportedNames(library)),
    testImport: importLine(library.moduleName, exportedNames(library)),
  };
  for (const [folder, into] of [
    ['crate', library.crateDirectory],
    ['crate-function', library.crateDirectory],
    ['typed', packageFolder],
    ['tests', tests],
  ] as const) {
    generateFiles(tree, join(import.meta.dirname, '../library/files', folder), into, values);
  }
  // It says that all of the package is typed, which is not known of what others wrote.
  if (!isTyped) tree.delete(childPath(packageFolder, 'py.typed'));
  if (!skipFormat) await formatFiles(tree);
  return () => tellWhatIsNext(name, library);
}

export default withReadableErrors(addRustGenerator);

function convertible(project: Pyo3Project): PythonProject {
  const { name, root } = project;
  if (project.kind !== 'python') {
    const what = project.kind === 'crate' ? 'a crate' : 'built with Rust already';
    throw refused(name, `it is ${what}`);
  }
  if (root === '.') throw refused(name, 'it is the root of the repository');
  if (project.crate) throw refused(name, 'there is a crate in its folder');
  if (project.virtual) throw refused(name, 'it has no [build-system], so no wheel is made of it');
  return project;
}

function refused(name: string, why: string): Pyo3Error {
  return new Pyo3Error({
    code: 'option-invalid',
    message: `The project "${name}" cannot get Rust: ${why}.`,
    hint: 'Name a Python project with a build backend below the root: nx g pyo3:add-rust mylib',
  });
}

function tellWhatIsNext(name: string, { moduleName }: Library): void {
  logger.info(`\n"${name}" has Rust in it. What to type next:`);
  logger.info(`  nx run ${name}:develop   import ${moduleName} from this checkout`);
  logger.info(`  nx test ${name}`);
}

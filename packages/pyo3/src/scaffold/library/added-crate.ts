import { join } from 'node:path';
import { generateFiles, type Tree } from '@nx/devkit';
import type { Pyproject } from '../../manifest/pyproject/pyproject.ts';
import type { PythonProject } from '../../project/folder/pyo3-project.ts';
import { childPath } from '../../project/folder/workspace-path.ts';
import type { CargoHome } from '../workspace/cargo-home.ts';
import { joinCargoWorkspace } from '../workspace/cargo-membership.ts';
import { ignoreBuildFiles } from '../workspace/gitignore.ts';
import { cargoDependencies, packageFields } from './manifest-text.ts';
import { importLine, pythonList } from './python-text.ts';
import { exportedNames, type Library } from './shape.ts';
import { fileExists } from './planned-library.ts';
import { registerPlugin } from '../workspace/plugin-registration.ts';
import type { Survey } from '../workspace/repository-survey.ts';
import { joinUvWorkspace } from '../workspace/uv-membership.ts';

/** The path of the new extension's test. */
export interface RustTest {
  readonly folder: string;
  readonly name: string;
}

/**
 * The test is placed beside the project's other tests. Throws `file-exists` if a file of that name
 * exists.
 */
export function rustTest(tree: Tree, project: PythonProject, library: Library): RustTest {
  const folder = project.testPaths[0] ?? childPath(project.root, 'tests');
  const name = `${library.publicModule}_rust`;
  const file = childPath(folder, `test_${name}.py`);
  if (tree.exists(file)) throw fileExists(file);
  return { folder, name };
}

export interface AddedCrate {
  readonly library: Library;
  /** The workspace tables that the crate inherits from. */
  readonly home: CargoHome;
  readonly pyproject: Pyproject;
  /** The package that gets the stub. */
  readonly packageFolder: string;
  readonly test: RustTest;
}

/**
 * Adds a crate with a function, its stub and its test to a Python package, and to the workspaces.
 */
export function addCrate(
  tree: Tree,
  { library, home, pyproject, packageFolder, test }: AddedCrate,
  survey: Survey,
): void {
  joinCargoWorkspace(tree, library.crateDirectory, survey);
  if (pyproject.uv.workspace === undefined) joinUvWorkspace(tree, library.directory, survey);
  registerPlugin(tree);
  ignoreBuildFiles(tree);
  const isTyped = tree.exists(childPath(packageFolder, 'py.typed'));
  const values = {
    tmpl: '',
    ...library,
    ...library.pyo3,
    testName: test.name,
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
    ['tests', test.folder],
  ] as const) {
    generateFiles(
      tree,
      join(import.meta.dirname, '../../generators/library/files', folder),
      into,
      values,
    );
  }
  // A py.typed file claims that the whole package is typed, which is unknown for existing code.
  if (!isTyped) tree.delete(childPath(packageFolder, 'py.typed'));
}

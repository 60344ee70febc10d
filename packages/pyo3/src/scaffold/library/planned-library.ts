import { Pyo3Error } from '../../diagnostics/pyo3-error.ts';
import {
  checkCrateName,
  crateIdentifier,
  isRustIdentifier,
} from '../../manifest/cargo/crate-name.ts';
import { suggestModuleName } from '../../python/module-name.ts';
import { satisfies } from '../../python/specifier.ts';
import {
  cratesOf,
  type Distribution,
  type PythonProject,
} from '../../project/folder/pyo3-project.ts';
import type { Repository } from '../../project/edges/repository.ts';
import { childPath } from '../../project/folder/workspace-path.ts';
import { pyo3InUse } from '../workspace/cargo-home.ts';
import type { Library } from './shape.ts';
import { chooseVersions } from './versions.ts';
import type { Pyo3Release } from './pyo3-releases.ts';
import type { Survey } from '../workspace/repository-survey.ts';

/** A Python package that gets an extension. */
export interface PackagePlan {
  readonly project: PythonProject;
  readonly packageName: string;
  /** The folder that contains the package, relative to the project's. */
  readonly pythonSource: string;
  readonly pyo3Version: string | number | undefined;
  readonly buildBackend?: 'setuptools-rust';
  /** The error for a project that PyO3 does not support. */
  readonly refused: (why: string) => Pyo3Error;
}

/**
 * Plans the library that the project becomes: its crate in `rust/`, its extension
 * `<package>._<package>`.
 *
 * @throws Pyo3Error the error that `refused` creates; `option-invalid` or `file-exists` if a path
 * is taken.
 */
export function plannedLibrary(
  { project, packageName, pythonSource, pyo3Version, buildBackend, refused }: PackagePlan,
  repository: Repository,
  survey: Survey,
): Library {
  const { root: directory, distribution } = project;
  const crateDirectory = childPath(directory, 'rust');
  const initName = `_${packageName.toLowerCase().replace(/^_+/, '')}`;
  const versions = chooseVersions({ pyo3Version }, pyo3InUse(crateDirectory, survey));
  checkPython(distribution, versions.pyo3, refused);
  const packageFolder = childPath(directory, pythonSource, packageName);
  const { reader } = survey.manifests;
  const inTheWay = [
    crateDirectory,
    ...['.py', '.pyi', ''].map((end) => childPath(packageFolder, `${initName}${end}`)),
  ].find((path) => reader.isFile(path) || reader.isDirectory(path));
  if (inTheWay !== undefined) throw fileExists(inTheWay);
  return {
    directory,
    crateDirectory,
    name: distribution.name,
    crateName: crateNameFor(distribution.name, repository),
    moduleName: `${packageName}.${initName}`,
    initName,
    publicModule: packageName,
    layout: 'src',
    example: 'function',
    numpy: false,
    typing: true,
    cargoTest: true,
    unitTestRunner: 'pytest',
    ...versions,
    tags: [],
    ...(buildBackend === undefined ? {} : { buildBackend }),
  };
}

export function fileExists(path: string): Pyo3Error {
  return new Pyo3Error({
    code: 'file-exists',
    message: `"${path}" already exists, but the generated Rust code or its test must be placed there.`,
    hint: 'Move it elsewhere, then run the command again. Nothing was written.',
  });
}

/**
 * The name of the distribution, unless cargo reserves it or another crate of the repository has it.
 */
function crateNameFor(name: string, { projects }: Repository): string {
  const taken = new Set(projects.flatMap(cratesOf).map((crate) => crateIdentifier(crate.name)));
  const base = suggestModuleName(name)
    .replaceAll('_', '-')
    .replaceAll(/^-+|-+$/g, '');
  const isFree = (one: string) =>
    checkCrateName(one) === undefined &&
    isRustIdentifier(crateIdentifier(one)) &&
    !['pyo3', 'numpy'].includes(one) &&
    !taken.has(crateIdentifier(one));
  return [base, `${base}-rust`].find(isFree) ?? `${base}-extension`;
}

/** pyo3 must support every Python that `requires-python` allows. */
function checkPython(
  { requiresPython: required }: Distribution,
  { minimumPython: minimum, series }: Pyo3Release,
  refused: PackagePlan['refused'],
): void {
  if (required === undefined) return;
  const older = Array.from({ length: minimum }, (_, minor) => minor);
  if (!older.some((minor) => satisfies([3, minor, 99], required) ?? false)) return;
  throw refused(
    `its requires-python is "${required}", but pyo3 ${series} supports Python 3.${minimum} and later`,
  );
}

import type { Tree } from '@nx/devkit';
import { shellWord } from '../../../diagnostics/shell-word.ts';
import { Pyo3Error } from '../../../diagnostics/pyo3-error.ts';
import type { CargoDependency } from '../../../manifest/cargo/cargo-dependency.ts';
import { cratesNamed } from '../../../manifest/lock/cargo-lock.ts';
import { findCargoRoot } from '../../../project/crate/cargo-workspace.ts';
import { dependenciesOf } from '../../../project/crate/crate.ts';
import type { Pyo3Project } from '../../../project/folder/pyo3-project.ts';
import { childPath, resolvePath } from '../../../project/folder/workspace-path.ts';
import { surveyedRepository } from '../../workspace/correct-manifests.ts';
import { extensionLibrary, type ExtensionLibrary } from '../../library/extension-library.ts';
import { namedProject } from '../../workspace/named-project.ts';
import { pyo3Release, type Pyo3Release } from '../../library/pyo3-releases.ts';
import { cargoLockOf } from '../../../project/folder/lock-files.ts';
import { surveyRepository, type Survey } from '../../workspace/repository-survey.ts';

/** The library that a construct is added to, and its files. */
export interface ConstructTarget {
  readonly project: ExtensionLibrary;
  readonly release: Pyo3Release;
  /** Whether a pyo3 feature `abi3…` is enabled. */
  readonly abi3: boolean;
  /** The root file of the crate. */
  readonly rustFile: string;
  /** Absent if the library has none. */
  readonly stubFile?: string;
  /** The `__init__.py` around the extension; absent in a pure layout. */
  readonly initFile?: string;
  /** The package that users import. */
  readonly publicModule: string;
  readonly survey: Survey;
}

/**
 * @throws Pyo3Error `project-unknown` if no project has the name; `option-invalid` if it is not a
 * PyO3 library with exactly one extension, or uses a PyO3 older than 0.23.
 */
export async function constructTarget(tree: Tree, name: string): Promise<ConstructTarget> {
  const survey = await surveyRepository(tree);
  const repository = surveyedRepository(survey);
  const found = namedProject(repository, name);
  const project = extensionLibrary(found, survey.manifests);
  const pyo3 = project && pyo3Of(project, survey);
  if (project === undefined || pyo3 === undefined) {
    const libraries = repository.projects.filter((one) => one.kind === 'maturin');
    throw notPyo3(name, 'is not a PyO3 library', libraries);
  }
  const version = pyo3Version(project, pyo3, survey);
  const release = version === undefined ? undefined : pyo3Release(version);
  if (release === undefined) {
    throw notPyo3(
      name,
      version === undefined ? 'does not state its pyo3 version' : `uses pyo3 ${version}`,
    );
  }
  return {
    project,
    release,
    abi3: pyo3.features.some((feature) => feature.startsWith('abi3')),
    survey,
    ...filesOf(tree, project, survey.manifests.cargo(project.crate.root)?.lib?.path),
  };
}

function pyo3Of({ crate }: ExtensionLibrary, { manifests }: Survey): CargoDependency | undefined {
  const manifest = manifests.cargo(crate.root);
  if (manifest === undefined) return undefined;
  const root = findCargoRoot(crate.root, manifest, manifests);
  return dependenciesOf(manifest, root).find(
    ({ name, kind }) => name === 'pyo3' && kind === 'normal',
  );
}

/** The locked version; else that of a pyo3 in the repository, else the requirement. */
function pyo3Version(
  { crate }: ExtensionLibrary,
  pyo3: CargoDependency,
  { manifests }: Survey,
): string | undefined {
  const lock = cargoLockOf(crate.cargoRoot, manifests);
  const [locked, ...others] = lock === undefined ? [] : cratesNamed('pyo3', lock);
  if (locked !== undefined && others.length === 0) return locked.version;
  if (pyo3.path === undefined) return pyo3.version;
  const from = pyo3.workspace ? crate.cargoRoot : crate.root;
  const folder = resolvePath(from, pyo3.path);
  return (folder && manifests.cargo(folder)?.package?.version) ?? pyo3.version;
}

function filesOf(
  tree: Tree,
  { root, crate, extension }: ExtensionLibrary,
  path = 'src/lib.rs',
): Pick<ConstructTarget, 'rustFile' | 'stubFile' | 'initFile' | 'publicModule'> {
  const { packageDir, initName, moduleName } = extension;
  const place = childPath(packageDir ?? root, initName);
  // An extension with submodules has a folder of stubs (docs/stubs.md).
  const stub = [`${place}.pyi`, childPath(place, '__init__.pyi')].find((one) => tree.exists(one));
  const init = packageDir && childPath(packageDir, '__init__.py');
  return {
    rustFile: childPath(crate.root, path),
    publicModule:
      init && moduleName.includes('.') ? moduleName.split('.').slice(0, -1).join('.') : moduleName,
    ...(stub === undefined ? {} : { stubFile: stub }),
    ...(init && tree.exists(init) ? { initFile: init } : {}),
  };
}

function notPyo3(name: string, why: string, [library]: readonly Pyo3Project[] = []): Pyo3Error {
  return new Pyo3Error({
    code: 'option-invalid',
    message: `The project "${name}" ${why}.`,
    hint:
      library === undefined
        ? 'Name a library that uses pyo3 0.23 or newer; create one with: nx g pyo3:lib <directory>'
        : `Name a library that uses pyo3 0.23 or newer: --project=${shellWord(library.name)}`,
  });
}

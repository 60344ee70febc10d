import type { Tree } from '@nx/devkit';
import { Pyo3Error } from '../diagnostics/pyo3-error.ts';
import type { MaturinProject } from '../project/pyo3-project.ts';
import { readRepository } from '../project/repository.ts';
import { childPath } from '../project/workspace-path.ts';
import { pyo3Release, type Pyo3Release } from './pyo3-releases.ts';
import { surveyRepository } from './repository-survey.ts';

/** The library that a construct is added to, and its files. */
export interface ConstructTarget {
  readonly project: MaturinProject;
  readonly release: Pyo3Release;
  readonly rustFile: string;
  /** Absent when the library has none. */
  readonly stubFile?: string;
  /** The `__init__.py` around the extension; absent in a pure layout. */
  readonly initFile?: string;
  /** What users import. */
  readonly publicModule: string;
}

/**
 * @throws Pyo3Error `project-unknown` for a name that is no project; `option-invalid` for one that is
 * no library of maturin and PyO3, or has a PyO3 older than 0.23.
 */
export async function constructTarget(tree: Tree, name: string): Promise<ConstructTarget> {
  const survey = await surveyRepository(tree);
  const { projects } = readRepository(
    [
      ...survey.cargoFolders.map((folder) => childPath(folder, 'Cargo.toml')),
      ...survey.pyprojectFolders.map((folder) => childPath(folder, 'pyproject.toml')),
    ],
    survey.manifests,
  );
  const project = projects.find((one) => one.name === name);
  if (project === undefined) {
    throw new Pyo3Error({
      code: 'project-unknown',
      message: `There is no project "${name}".`,
      hint: 'List them with: nx show projects',
    });
  }
  if (project.kind !== 'maturin' || project.crate.pyo3Requirement === undefined) {
    throw notPyo3(name, 'is no library of PyO3 that maturin builds');
  }
  const release = pyo3Release(project.crate.pyo3Requirement);
  if (release === undefined) throw notPyo3(name, `uses pyo3 ${project.crate.pyo3Requirement}`);
  return {
    project,
    release,
    ...filesOf(tree, project, survey.manifests.cargo(project.crate.root)?.lib?.path),
  };
}

function filesOf(
  tree: Tree,
  { root, crate, extension }: MaturinProject,
  path = 'src/lib.rs',
): Pick<ConstructTarget, 'rustFile' | 'stubFile' | 'initFile' | 'publicModule'> {
  const { packageDir, initName, moduleName } = extension;
  const stub = childPath(packageDir ?? root, `${initName}.pyi`);
  const init = packageDir && childPath(packageDir, '__init__.py');
  return {
    rustFile: childPath(crate.root, path),
    publicModule:
      init && moduleName.includes('.') ? moduleName.split('.').slice(0, -1).join('.') : moduleName,
    ...(tree.exists(stub) ? { stubFile: stub } : {}),
    ...(init && tree.exists(init) ? { initFile: init } : {}),
  };
}

function notPyo3(name: string, why: string): Pyo3Error {
  return new Pyo3Error({
    code: 'option-invalid',
    message: `The project "${name}" ${why}.`,
    hint: 'Name a library with pyo3 0.23 or newer; make one with: nx g pyo3:lib <directory>',
  });
}

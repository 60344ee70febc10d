import type {
  Crate,
  CrateProject,
  Distribution,
  MaturinProject,
  PythonProject,
  SetuptoolsRustProject,
} from '../project/folder/pyo3-project.ts';

const crate: Crate = {
  name: 'a',
  manifestPath: 'libs/a/Cargo.toml',
  root: 'libs/a',
  cargoRoot: '.',
  pyo3Requirement: '0.30',
};
const distribution: Distribution = {
  name: 'a',
  normalizedName: 'a',
  pyprojectPath: 'libs/a/pyproject.toml',
};
const base = { name: 'a', root: 'libs/a', testPaths: [] } as const;

export const maturinProject: MaturinProject = {
  ...base,
  kind: 'maturin',
  crate,
  distribution,
  extension: {
    moduleName: 'a._a',
    initName: '_a',
    pythonRoot: 'libs/a/python',
    layout: 'mixed',
    packageDir: 'libs/a/python/a',
  },
};

export const crateProject: CrateProject = { ...base, kind: 'crate', crate };

export const pythonProject: PythonProject = { ...base, kind: 'python', distribution };

export const setuptoolsRustProject: SetuptoolsRustProject = {
  ...base,
  kind: 'setuptools-rust',
  crates: [crate],
  modules: ['a._a'],
  distribution,
};

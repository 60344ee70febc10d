/**
 * A repository as a choice for each of its files: a change is another choice for some of them. Each
 * file can decide something of other projects than its own.
 */

const absent = undefined;

function crate(name: string, ...lines: readonly string[]): string {
  return [`[package]\nname = "${name}"\nversion = "1.0.0"`, ...lines, ''].join('\n');
}

function python(name: string, dependencies: readonly string[], ...lines: readonly string[]) {
  const backend = '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"';
  const project = `[project]\nname = "${name}"\nversion = "1"\ndependencies = ${JSON.stringify(dependencies)}`;
  return [project, backend, ...lines, ''].join('\n');
}

function maturin(name: string, ...lines: readonly string[]): string {
  const backend = '[build-system]\nrequires = ["maturin>=1,<2"]\nbuild-backend = "maturin"';
  return [`[project]\nname = "${name}"\nversion = "1"`, backend, ...lines, ''].join('\n');
}

function lock(...entries: readonly (readonly [name: string, ...dependencies: string[]])[]): string {
  const origin = (name: string) =>
    name === 'serde' || name === 'pyo3'
      ? '\nsource = "registry+https://github.com/rust-lang/crates.io-index"\nchecksum = "00"'
      : '';
  const texts = entries.map(
    ([name, ...dependencies]) =>
      `[[package]]\nname = "${name}"\nversion = "1.0.0"${origin(name)}\ndependencies = ${JSON.stringify(dependencies)}\n`,
  );
  return ['version = 4\n', ...texts].join('\n');
}

const workspace = '[workspace]\nmembers = ["rust/*"]\n';

/** The texts that a file can have; `undefined` where it may be missing. */
export const variants: Readonly<Record<string, readonly (string | undefined)[]>> = {
  'Cargo.toml': [
    workspace,
    `${workspace}[workspace.dependencies]\nserde = "1"\n[profile.dev]\nopt-level = 1\n`,
    `${workspace}exclude = ["rust/c"]\n`,
    '[workspace',
    absent,
  ],
  'Cargo.lock': [
    lock(['a', 'pyo3'], ['b', 'a', 'serde'], ['c', 'b'], ['pyo3'], ['serde']),
    lock(['a', 'pyo3'], ['b', 'a'], ['c', 'b'], ['pyo3', 'serde'], ['serde']),
    'version = ',
    absent,
  ],
  'rust/a/Cargo.toml': [
    crate('a', '[dependencies]\npyo3 = "1"'),
    crate('a', '[lib]\ncrate-type = ["cdylib"]', '[dependencies]\npyo3 = "1"'),
    crate('renamed-a'),
    '[package',
  ],
  'rust/a/pyproject.toml': [
    maturin('a'),
    maturin('a', '[tool.maturin]\nmodule-name = "a._a"\npython-source = "python"'),
    maturin('c'),
    absent,
  ],
  'rust/b/Cargo.toml': [
    crate('b', '[dependencies]\na.path = "../a"\nserde = "1"'),
    crate('b', '[dev-dependencies]\na.path = "../a"'),
    crate('b', 'build = "../../shared/build.rs"'),
    crate('a'),
    absent,
  ],
  'rust/c/Cargo.toml': [
    crate('c', '[dependencies]\nb.path = "../b"'),
    crate('c', '[dependencies]\na.path = "../a"', '[package.metadata.nx-pyo3]\ninputs = ["x.txt"]'),
    absent,
  ],
  'shared/build.rs': ['fn main() {}', absent],
  'py/d/pyproject.toml': [
    python('d', []),
    python('d', ['a', 'e'], '[tool.mypy]'),
    python('d', ['e'], '[tool.uv.sources]\ne = { path = "../e" }'),
    python('e', []),
    '[project\n',
  ],
  'py/d/d/__init__.py': [
    '',
    'import e\n',
    'from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import a\n',
  ],
  'py/d/tests/test_d.py': ['', 'import d, helper\n', 'import a\n', absent],
  'py/e/pyproject.toml': [python('e', []), python('e', ['d']), absent],
  'py/e/e/__init__.py': ['', 'import d\n', absent],
  'py/conftest.py': [absent, 'import helper\n', 'import e\n'],
  'py/helper.py': [absent, '', 'import a\n'],
  'pyproject.toml': [
    absent,
    '[tool.pytest.ini_options]\npythonpath = ["py"]\n',
    '[tool.ruff]\nline-length = 80\n',
    python('root', ['d'], '[tool.uv.workspace]\nmembers = ["py/*"]'),
  ],
  'uv.lock': [
    absent,
    'version = 1\n[[package]]\nname = "d"\nversion = "1"\nsource = { editable = "py/d" }\n',
    '[',
  ],
  'mypy.ini': [absent, '[mypy]\nmypy_path = py\n'],
  '.gitignore': [absent, 'tests/\n', 'py/e/\n'],
  'py/d/project.json': [
    absent,
    '{ "name": "stated" }',
    '{ "targets": { "build": { "options": { "interpreter": "envs/py" } } } }',
  ],
  'nx.json': [absent, '{ "targetDefaults": { "pytest": { "options": { "interpreter": "x" } } } }'],
};

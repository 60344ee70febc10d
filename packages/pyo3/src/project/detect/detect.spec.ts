import { describe, expect, it } from '@jest/globals';
import { memoryReader } from '../../files/memory.ts';
import { detectProject } from './detect.ts';
import { loadProject } from './load-project.ts';
import { manifestsOf } from '../folder/manifests.ts';
import type { Pyo3Project } from '../folder/pyo3-project.ts';

function detect(files: Readonly<Record<string, string>>, root = 'x'): Pyo3Project | undefined {
  return detectProject(root, manifestsOf(memoryReader(files)));
}

const backend = '[build-system]\nrequires = ["maturin>=1.16"]\nbuild-backend = "maturin"\n';
const project = '[project]\nname = "My-Lib"\nrequires-python = ">=3.9"\n';
const crate = '[package]\nname = "my-crate"\nversion = "0.1.0"\n';

describe('a maturin project', () => {
  it('pure: the extension is all there is, named like the library', () => {
    expect(
      detect({
        'x/pyproject.toml': backend + project,
        'x/Cargo.toml': `${crate}[lib]\nname = "fast"\ncrate-type = ["cdylib"]\n[dependencies]\npyo3 = "0.30"\n`,
      }),
    ).toEqual({
      kind: 'maturin',
      name: 'My-Lib',
      root: 'x',
      crate: {
        name: 'my-crate',
        packageId: 'my-crate@0.1.0',
        manifestPath: 'x/Cargo.toml',
        root: 'x',
        cargoRoot: 'x',
        rustVersion: undefined,
        pyo3Requirement: '0.30',
      },
      distribution: {
        name: 'My-Lib',
        normalizedName: 'my-lib',
        pyprojectPath: 'x/pyproject.toml',
        requiresPython: '>=3.9',
      },
      extension: { moduleName: 'fast', initName: 'fast', pythonRoot: 'x', layout: 'pure' },
      bindings: undefined,
      testPaths: [],
      typeChecker: undefined,
    });
  });

  it.each<{
    readonly layout: string;
    readonly pyproject: string;
    readonly files: Readonly<Record<string, string>>;
    readonly expected: object;
  }>([
    {
      layout: 'mixed, package beside the crate',
      pyproject: backend + project,
      files: { 'x/Cargo.toml': crate, 'x/My_Lib/__init__.py': '' },
      expected: {
        moduleName: 'My_Lib',
        initName: 'My_Lib',
        pythonRoot: 'x',
        layout: 'mixed',
        packageDir: 'x/My_Lib',
      },
    },
    {
      layout: 'mixed with python-source and a dotted module',
      pyproject: `${backend}${project}[tool.maturin]\npython-source = "python"\nmodule-name = "my_lib._core"\n`,
      files: { 'x/Cargo.toml': crate, 'x/python/my_lib/__init__.py': '' },
      expected: {
        moduleName: 'my_lib._core',
        initName: '_core',
        pythonRoot: 'x/python',
        layout: 'mixed',
        packageDir: 'x/python/my_lib',
      },
    },
    {
      layout: 'src layout with rust/Cargo.toml',
      pyproject: `${backend}[project]\nname = "my-lib"\n`,
      files: {
        'x/rust/Cargo.toml': `${crate}[lib]\nname = "my_lib"\n`,
        'x/src/my_lib/__init__.py': '',
      },
      expected: {
        moduleName: 'my_lib',
        initName: 'my_lib',
        pythonRoot: 'x/src',
        layout: 'mixed',
        packageDir: 'x/src/my_lib',
      },
    },
    {
      layout: 'src layout of another package, listed in python-packages',
      pyproject: `${backend}${project}[tool.maturin]\npython-packages = ["other"]\nmodule-name = "other._x"\n`,
      files: { 'x/rust/Cargo.toml': crate, 'x/src/other/__init__.py': '' },
      expected: {
        moduleName: 'other._x',
        initName: '_x',
        pythonRoot: 'x/src',
        layout: 'mixed',
        packageDir: 'x/src/other',
      },
    },
    {
      layout: 'namespace package',
      pyproject: `${backend}${project}[tool.maturin]\nmodule-name = "org.part._x"\n`,
      files: { 'x/Cargo.toml': crate, 'x/org/part/__init__.py': '' },
      expected: {
        moduleName: 'org.part._x',
        initName: '_x',
        pythonRoot: 'x',
        layout: 'mixed',
        packageDir: 'x/org/part',
      },
    },
    {
      layout: 'a crate in the folder of the module is no package',
      pyproject: `${backend}${project}[tool.maturin]\nmodule-name = "inner"\nmanifest-path = "inner/Cargo.toml"\n`,
      files: { 'x/inner/Cargo.toml': crate },
      expected: { moduleName: 'inner', initName: 'inner', pythonRoot: 'x', layout: 'pure' },
    },
  ])('$layout', ({ pyproject, files, expected }) => {
    expect(detect({ 'x/pyproject.toml': pyproject, ...files })).toMatchObject({
      kind: 'maturin',
      extension: expected,
    });
  });

  it('with src/<package> but the crate in its own folder keeps its folder as Python root', () => {
    const found = detect({
      'x/pyproject.toml': `${backend}[project]\nname = "my-lib"\n`,
      'x/Cargo.toml': crate,
      'x/src/my_lib/__init__.py': '',
    });
    expect(found).toMatchObject({ extension: { pythonRoot: 'x', layout: 'pure' } });
  });

  it('with manifest-path into a nested cargo workspace takes what that workspace says', () => {
    const found = detect({
      'x/pyproject.toml': `${backend}${project}[tool.maturin]\nmanifest-path = "rust/python/Cargo.toml"\n`,
      'x/rust/Cargo.toml':
        '[workspace]\nmembers = ["python"]\n[workspace.package]\nrust-version = "1.85"\n[workspace.dependencies]\npyo3 = "0.29"\n',
      'x/rust/python/Cargo.toml': `${crate}rust-version.workspace = true\n[dependencies]\npyo3 = { workspace = true, features = ["abi3"] }\n`,
    });
    expect(found).toMatchObject({
      crate: {
        root: 'x/rust/python',
        cargoRoot: 'x/rust',
        rustVersion: '1.85',
        pyo3Requirement: '0.29',
      },
    });
  });

  it('without [project] is called like the crate', () => {
    const found = detect({ 'x/pyproject.toml': backend, 'x/Cargo.toml': crate });
    expect(found).toMatchObject({ kind: 'maturin', name: 'my-crate' });
  });

  it('of bin bindings, by a backend of its own, or at the root of the repository', () => {
    const found = detect(
      {
        'pyproject.toml': `[build-system]\nrequires = ["maturin"]\nbuild-backend = "own"\n${project}[tool.maturin]\nbindings = "bin"\n`,
        'Cargo.toml': crate,
      },
      '.',
    );
    expect(found).toMatchObject({ kind: 'maturin', root: '.', bindings: 'bin' });
    expect(found).toMatchObject({ crate: { manifestPath: 'Cargo.toml', root: '.' } });
  });

  it('without its crate is an error that says where it was looked for', () => {
    expect(() => detect({ 'x/pyproject.toml': backend + project })).toThrow(
      'maturin builds this project, but x/Cargo.toml does not exist.',
    );
    expect(() =>
      detect({ 'x/pyproject.toml': backend + project, 'x/Cargo.toml': '[workspace]\n' }),
    ).toThrow('maturin builds this project, but x/Cargo.toml has no [package].');
  });
});

describe('other kinds', () => {
  it('a crate, with no pyproject.toml or with one of settings only', () => {
    expect(detect({ 'x/Cargo.toml': crate })).toMatchObject({ kind: 'crate', name: 'my-crate' });
    expect(
      detect({ 'x/Cargo.toml': crate, 'x/pyproject.toml': '[tool.ruff]\nline-length = 100\n' }),
    ).toMatchObject({ kind: 'crate' });
  });

  it('a Python package, virtual when installers would not install it', () => {
    const hatch = '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n';
    expect(detect({ 'x/pyproject.toml': hatch + project })).toMatchObject({
      kind: 'python',
      name: 'My-Lib',
      virtual: false,
    });
    expect(detect({ 'x/pyproject.toml': project })).toMatchObject({ virtual: true });
    expect(detect({ 'x/pyproject.toml': `${project}[tool.uv]\npackage = true\n` })).toMatchObject({
      virtual: false,
    });
    expect(
      detect({ 'x/pyproject.toml': `${hatch}${project}[tool.uv]\npackage = false\n` }),
    ).toMatchObject({ virtual: true });
  });

  it('a Python package and a crate in one folder that have nothing to do with each other', () => {
    const hatch = '[build-system]\nrequires = ["hatchling"]\n';
    expect(detect({ 'x/pyproject.toml': hatch + project, 'x/Cargo.toml': crate })).toMatchObject({
      kind: 'python',
      name: 'My-Lib',
      crate: { name: 'my-crate' },
    });
    expect(detect({ 'x/pyproject.toml': project, 'x/Cargo.toml': crate })).toMatchObject({
      kind: 'crate',
      name: 'my-crate',
      distribution: { name: 'My-Lib' },
    });
  });

  it('setuptools-rust, with the crates of its modules', () => {
    expect(
      detect({
        'x/pyproject.toml': `[build-system]\nrequires = ["setuptools", "setuptools-rust>=1.12"]\n${project}[[tool.setuptools-rust.ext-modules]]\ntarget = "my_lib._x"\npath = "ext/Cargo.toml"\n`,
        'x/ext/Cargo.toml': crate,
      }),
    ).toMatchObject({
      kind: 'setuptools-rust',
      name: 'My-Lib',
      crates: [{ root: 'x/ext' }],
      modules: ['my_lib._x'],
    });
  });

  it.each([
    ['a virtual Cargo.toml', { 'x/Cargo.toml': '[workspace]\nmembers = []\n' }],
    ['settings of tools', { 'x/pyproject.toml': '[tool.ruff]\nline-length = 100\n' }],
    [
      'a build-system without a name',
      { 'x/pyproject.toml': '[build-system]\nrequires = ["setuptools"]\n' },
    ],
    ['nothing', { 'x/readme.md': '' }],
  ])('no project for %s', (_, files) => {
    expect(detect(files)).toBeUndefined();
    expect(() => loadProject('x', memoryReader(files))).toThrow(
      'The folder x holds neither a crate nor a Python project.',
    );
  });
});

describe('the cargo workspace of a crate', () => {
  const member = (files: Readonly<Record<string, string>>) => {
    const found = detect(files, 'a/b');
    return found?.kind === 'crate' ? found.crate.cargoRoot : undefined;
  };

  it('is the nearest enclosing one that does not exclude it', () => {
    const files = {
      'Cargo.toml': '[workspace]\nmembers = ["a/*"]\n',
      'a/Cargo.toml': '[workspace]\nexclude = ["b"]\n',
      'a/b/Cargo.toml': crate,
    };
    expect(member(files)).toBe('.');
    expect(member({ ...files, 'a/Cargo.toml': '[workspace]\n' })).toBe('a');
    expect(
      member({ ...files, 'a/Cargo.toml': '[workspace]\nexclude = ["b"]\nmembers = ["b"]\n' }),
    ).toBe('a');
  });

  it('is what package.workspace names, or the crate itself', () => {
    expect(
      member({
        'a/b/Cargo.toml': `${crate}workspace = "../ws"\n`,
        'a/ws/Cargo.toml': '[workspace]\n',
      }),
    ).toBe('a/ws');
    expect(member({ 'a/b/Cargo.toml': crate })).toBe('a/b');
    expect(() => member({ 'a/b/Cargo.toml': `${crate}workspace = "../ws"\n` })).toThrow(
      '"package.workspace" names ../ws, where no Cargo.toml has a [workspace].',
    );
  });
});

describe('how cargo is told which package is meant', () => {
  const manifest = '[package]\nname = "fnv"\nversion.workspace = true\n';
  const root = '[workspace]\nmembers = ["x"]\n[workspace.package]\nversion = "0.2.0"\n';
  const own = '[[package]]\nname = "fnv"\nversion = "0.2.0"\n';
  const ofIndex = '[[package]]\nname = "fnv"\nversion = "1.0.7"\nsource = "registry+https://x"\n';

  it.each([
    ['the name says it', own, undefined],
    ['a crate of the index has the same name', own + ofIndex, 'fnv@0.2.0'],
    ['there is no lock file yet', undefined, 'fnv@0.2.0'],
  ])('%s', (_what, lock, expected) => {
    const files = { 'Cargo.toml': root, 'x/Cargo.toml': manifest };
    const project = detect(lock === undefined ? files : { ...files, 'Cargo.lock': lock });
    expect(project?.kind === 'crate' && project.crate.packageId).toBe(expected);
  });
});

describe('tests and type checkers', () => {
  const python = { 'x/pyproject.toml': project };

  it.each([
    [{ 'x/tests/test_a.py': '' }, ['x/tests']],
    [{ 'x/tests/unit/deep/a_test.py': '' }, ['x/tests']],
    [{ 'x/python/tests/test_a.py': '', 'x/tests/integration.rs': '' }, ['x/python/tests']],
    [{ 'x/test_a.py': '' }, ['x']],
    [{ 'x/tests/helper.py': '' }, []],
    [{ 'x/pkg/__init__.py': '', 'x/pkg/tests/test_a.py': '' }, ['x/pkg/tests']],
    [{ 'x/unit_tests/test_a.py': '', 'x/unit_tests/deep/test_b.py': '' }, ['x/unit_tests']],
    [{ 'x/pkg/code.py': '', 'x/pkg/test_code.py': '' }, ['x']],
    [{ 'x/inner/pyproject.toml': project, 'x/inner/test_a.py': '' }, []],
    [{ 'x/.venv/lib/test_a.py': '', 'x/target/test_a.py': '', 'x/build/test_a.py': '' }, []],
    [
      {
        'x/.gitignore': 'out',
        'x/out/test_a.py': '',
        'x/env/pyvenv.cfg': '',
        'x/env/test_a.py': '',
      },
      [],
    ],
    [
      {
        'x/pytest.ini': '[pytest]\ntestpaths =\n  checks\npython_files = check_*.py',
        'x/checks/check_a.py': '',
      },
      ['x/checks'],
    ],
    [{ 'x/pytest.ini': '', 'x/tests/test_a.py': '' }, ['x/tests']],
    [
      {
        'x/tox.ini': '[tox]\n[pytest]\npython_files = *_spec.py tests.py',
        'x/spec/name_spec.py': '',
      },
      ['x/spec'],
    ],
    [
      {
        'x/setup.cfg': '[tool:pytest]\n# ours\npython_files=\n    test_*.py\n    tests.py\n',
        'x/pkg/tests.py': '',
      },
      ['x/pkg'],
    ],
    [{ 'setup.cfg': '[tool:pytest]\npython_files = check_*.py', 'x/a/check_a.py': '' }, ['x/a']],
    [{ 'x/pytest.toml': '[pytest]\ntestpaths = ["t"]', 'x/t/test_a.py': '' }, ['x/t']],
  ])('%j has tests in %j', (files, expected) => {
    expect(detect({ ...python, ...files })?.testPaths).toEqual(expected);
  });

  it.each([
    ['[tool.pytest.ini_options]\ntestpaths = "checks more"', ['x/checks', 'x/more']],
    ['[tool.pytest]\ntestpaths = ["checks"]', ['x/checks']],
    ['[tool.pytest.ini_options]\nverbosity = 1', ['x/checks', 'x/more']],
  ])('reads %j', (settings, expected) => {
    const files = {
      'x/pyproject.toml': `${project}${settings}\n`,
      'x/checks/test_a.py': '',
      'x/more/test_b.py': '',
    };
    expect(detect(files)?.testPaths).toEqual(expected);
  });

  it('follows testpaths where they exist', () => {
    const settings = `${project}[tool.pytest.ini_options]\ntestpaths = ["checks", "gone"]\n`;
    const files = { 'x/pyproject.toml': settings, 'x/checks/a.py': '', 'x/tests/test_a.py': '' };
    expect(detect(files)?.testPaths).toEqual(['x/checks']);
  });

  it.each([
    [{ 'x/mypy.ini': '' }, 'mypy'],
    [{ 'pyproject.toml': '[tool.mypy]\nstrict = true\n' }, 'mypy'],
    [{ 'x/pyrightconfig.json': '{}', 'mypy.ini': '' }, 'pyright'],
    [{ 'setup.cfg': '[mypy]\n' }, 'mypy'],
    [{}, undefined],
  ])('%j configures %s', (files, expected) => {
    expect(detect({ ...python, ...files })?.typeChecker).toBe(expected);
  });
});

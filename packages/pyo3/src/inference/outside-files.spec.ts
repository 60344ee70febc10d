import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { graphSource } from './graph-source.ts';
import { graphOfNx, type GraphOfNx } from '../testing/nx.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'pyo3-outside-'));
  write('libs/alpha/pyproject.toml', python('alpha'));
  write('libs/alpha/alpha/__init__.py', '');
  write('libs/app/pyproject.toml', python('app'));
  write('libs/app/app/__init__.py', '');
  write('libs/app/tests/test_app.py', 'import app\n');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(join(root, dirname(path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function python(name: string, settings = ''): string {
  return `[project]\nname = "${name}"\nversion = "1"\n[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n${settings}`;
}

const graph = () => graphOfNx(graphSource(), root);

function pytestOf({
  projects,
}: GraphOfNx): NonNullable<GraphOfNx['projects'][string]['targets'][string]> {
  const target = projects['app']?.targets['pytest'];
  if (target === undefined) throw new Error('app has no pytest');
  return target;
}

const afterAlpha = { projects: ['alpha'], target: 'develop' };

describe('a conftest.py above the projects', () => {
  beforeEach(() => write('pytest.ini', '[pytest]\n'));

  it('makes what it imports of the repository an edge, developed before the tests', async () => {
    write('conftest.py', 'import alpha\n');
    const found = await graph();
    expect(found.edges).toContain('app -> alpha');
    expect(JSON.stringify(pytestOf(found).dependsOn)).toContain('alpha');
  });

  it('makes what it imports in no project an input, and what that imports', async () => {
    write('conftest.py', 'from testing import helpers\n');
    write('testing/helpers.py', 'from . import more\n');
    write('testing/more.py', 'import alpha\n');
    write('testing/unused.py', '');
    const found = await graph();
    expect(pytestOf(found).inputs).toEqual(
      expect.arrayContaining([
        '{workspaceRoot}/testing/helpers.py',
        '{workspaceRoot}/testing/more.py',
      ]),
    );
    expect(pytestOf(found).inputs).not.toContain('{workspaceRoot}/testing/unused.py');
    expect(found.edges).toContain('app -> alpha');
  });

  it('makes modules in its folder importable for the tests of projects', async () => {
    write('conftest.py', '');
    write('helpers.py', 'import alpha\n');
    write('libs/app/tests/test_app.py', 'import helpers\n');
    const found = await graph();
    expect(pytestOf(found).inputs).toContain('{workspaceRoot}/helpers.py');
    expect(found.edges).toContain('app -> alpha');
  });

  it('is followed to the plugins that it names', async () => {
    write('conftest.py', 'pytest_plugins = ["fixtures.db"]\n');
    write('fixtures/__init__.py', '');
    write('fixtures/db.py', '');
    expect(pytestOf(await graph()).inputs).toEqual(
      expect.arrayContaining([
        '{workspaceRoot}/fixtures/__init__.py',
        '{workspaceRoot}/fixtures/db.py',
      ]),
    );
  });

  it('is nothing to a project with settings of its own', async () => {
    write('conftest.py', 'import alpha\n');
    write('libs/app/pytest.ini', '');
    expect((await graph()).edges).not.toContain('app -> alpha');
  });

  it('is read again when what it imports changes', async () => {
    const source = graphSource();
    write('conftest.py', 'import testing\n');
    write('testing.py', '');
    expect((await graphOfNx(source, root)).edges).not.toContain('app -> alpha');
    write('testing.py', 'import alpha\n');
    expect((await graphOfNx(source, root)).edges).toContain('app -> alpha');
  });
});

describe('a folder of pythonpath', () => {
  it('is an input, and what its modules import is an edge', async () => {
    write(
      'libs/app/pyproject.toml',
      python('app', '[tool.pytest.ini_options]\npythonpath = ["../../testing"]\n'),
    );
    write('libs/app/tests/test_app.py', 'import helpers\n');
    write('testing/helpers.py', 'import alpha\n');
    const found = await graph();
    expect(pytestOf(found).inputs).toContain('{workspaceRoot}/testing/**/*');
    expect(found.edges).toContain('app -> alpha');
    expect(JSON.stringify(pytestOf(found).dependsOn)).toContain(JSON.stringify(afterAlpha.target));
  });
});

describe('a plugin that settings name', () => {
  it.each([
    ['pytest', '[tool.pytest.ini_options]\naddopts = "-p alpha.plugin"\n'],
    ['mypy', '[tool.mypy]\nplugins = ["alpha.plugin"]\n'],
  ])('is an edge to the project that has it: %s', async (_tool, settings) => {
    write('libs/app/pyproject.toml', python('app', settings));
    expect((await graph()).edges).toContain('app -> alpha');
  });
});

describe('a folder with the name of a module', () => {
  it.each([
    ['tests of it', 'libs/app/tests/alpha/test_it.py'],
    ['tests of it in a folder of their own', 'libs/app/alpha/test_it.py'],
  ])('hides no installed package without an __init__.py: %s', async (_what, file) => {
    write(file, 'import alpha\n');
    expect((await graph()).edges).toContain('app -> alpha');
  });

  it('hides it with one, where Python looks', async () => {
    write('libs/app/tests/test_app.py', 'import alpha\n');
    write('libs/app/tests/alpha/__init__.py', '');
    expect((await graph()).edges).not.toContain('app -> alpha');
  });

  it('hides nothing where Python does not look', async () => {
    write('libs/app/app/alpha.py', '');
    write('libs/app/app/other.py', 'import alpha\n');
    expect((await graph()).edges).toContain('app -> alpha');
  });
});

const crate = (name: string, rest = '') =>
  `[package]\nname = "${name}"\nversion = "0.1.0"\n${rest}`;

/** Inputs of a target that name files, and those that name commands. */
async function inputsOf(project: string, target: string): Promise<readonly unknown[]> {
  const found = (await graph()).projects[project]?.targets[target];
  if (found === undefined) throw new Error(`${project} has no ${target}`);
  return (found.inputs ?? []).map((input) =>
    typeof input === 'object' && 'runtime' in input ? input.runtime.split(' ').at(-1) : input,
  );
}

describe('what a package is made of outside of its folder', () => {
  beforeEach(() => {
    write('README.md', '');
    write('LICENSE', '');
    write('shared/data.json', '');
  });

  it.each<[string, string, string]>([
    ['readme', 'README.md', '[project]\nreadme = "../../README.md"\n'],
    ['readme in a table', 'README.md', '[project]\nreadme = { file = "../../README.md" }\n'],
    ['license', 'LICENSE', '[project]\nlicense = { file = "../../LICENSE" }\n'],
    ['license-files', 'LICENSE', '[project]\nlicense-files = ["../../LICENSE"]\n'],
    [
      'force-include of hatch',
      'shared/data.json',
      '[tool.hatch.build.targets.wheel.force-include]\n"../../shared/data.json" = "app/data.json"\n',
    ],
    [
      'package-dir of setuptools',
      'shared/**/*',
      '[tool.setuptools]\npackage-dir = { app = "../../shared" }\n',
    ],
    [
      'include of poetry',
      'shared/**/*',
      '[tool.poetry]\npackages = [{ include = "x", from = "../../shared" }]\n',
    ],
  ])('is in the keys of build and sdist: %s', async (_what, file, settings) => {
    const name = settings.startsWith('[project]') ? settings.slice('[project]\n'.length) : '';
    const rest = name === '' ? settings : '';
    write(
      'libs/app/pyproject.toml',
      `[project]\nname = "app"\nversion = "1"\n${name}[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n${rest}`,
    );
    expect(await inputsOf('app', 'build')).toContain(`{workspaceRoot}/${file}`);
    expect(await inputsOf('app', 'sdist')).toContain(`{workspaceRoot}/${file}`);
  });

  it('is in them where a crate inherits it, and only then', async () => {
    write(
      'Cargo.toml',
      '[workspace]\nmembers = ["libs/*"]\n[workspace.package]\nreadme = "README.md"\nlicense-file = "LICENSE"\n',
    );
    const pyproject =
      '[project]\nname = "lib"\ndynamic = ["version"]\n[build-system]\nrequires = ["maturin"]\nbuild-backend = "maturin"\n';
    write('libs/lib/pyproject.toml', pyproject);
    write('libs/lib/Cargo.toml', crate('lib', 'readme.workspace = true\n'));
    const inputs = await inputsOf('lib', 'build');
    expect(inputs).toContain('{workspaceRoot}/README.md');
    expect(inputs).not.toContain('{workspaceRoot}/LICENSE');
  });

  it('is in the keys of the tests of all that import it: python-source', async () => {
    write('py/lib/__init__.py', '');
    write(
      'libs/lib/pyproject.toml',
      '[project]\nname = "lib"\n[build-system]\nrequires = ["maturin"]\nbuild-backend = "maturin"\n[tool.maturin]\npython-source = "../../py"\n',
    );
    write('libs/lib/Cargo.toml', crate('lib'));
    write(
      'libs/app/pyproject.toml',
      python('app').replace('version', 'dependencies = ["lib"]\nversion'),
    );
    expect(await inputsOf('app', 'pytest')).toContain('{workspaceRoot}/py/**/*');
    expect(await inputsOf('lib', 'build')).toContain('{workspaceRoot}/py/**/*');
  });

  it('is Git, where a version comes from it', async () => {
    write(
      'libs/app/pyproject.toml',
      python('app').replace('"hatchling"]', '"hatchling", "hatch-vcs"]'),
    );
    expect(await inputsOf('app', 'build')).toContain('git-tags');
    expect(await inputsOf('app', 'sdist')).toContain('git-tags');
    expect(await inputsOf('app', 'pytest')).not.toContain('git-tags');
    expect(await inputsOf('alpha', 'build')).not.toContain('git-tags');
  });
});

describe('what a crate is made of outside of its folder', () => {
  it('is the folder of its library', async () => {
    write('rs/engine.rs', '');
    write('crates/one/Cargo.toml', crate('one', '[lib]\npath = "../../rs/engine.rs"\n'));
    write('crates/two/Cargo.toml', crate('two', '[dependencies]\none.path = "../one"\n'));
    expect(await inputsOf('one', 'cargo-test')).toContain('{workspaceRoot}/rs/**/*');
    expect(await inputsOf('two', 'cargo-test')).toContain('{workspaceRoot}/rs/**/*');
  });

  it('is what the configuration of cargo includes and names', async () => {
    write(
      '.cargo/config.toml',
      'include = ["extra.toml", { path = "none.toml", optional = true }]\n[build]\ntarget = "targets/x.json"\n',
    );
    write('.cargo/extra.toml', 'include = "../more.toml"\n');
    write('more.toml', '');
    write('targets/x.json', '{}');
    write('crates/one/Cargo.toml', crate('one'));
    expect(await inputsOf('one', 'cargo-test')).toEqual(
      expect.arrayContaining(
        ['.cargo/extra.toml', '.cargo/none.toml', 'more.toml', 'targets/x.json'].map(
          (file) => `{workspaceRoot}/${file}`,
        ),
      ),
    );
  });

  it('is the compiler of C, where a package of its closure has C', async () => {
    const locked = (name: string, ...dependencies: readonly string[]) =>
      `[[package]]\nname = "${name}"\nversion = "1.0.0"\nsource = "registry+https://x"\ndependencies = [${dependencies.map((one) => `"${one}"`).join(', ')}]\n`;
    const own = (name: string, dependency: string) =>
      `[[package]]\nname = "${name}"\nversion = "0.1.0"\ndependencies = ["${dependency}"]\n`;
    write('Cargo.toml', '[workspace]\nmembers = ["crates/*"]\n');
    write(
      'Cargo.lock',
      [
        own('one', 'zstd'),
        own('two', 'fnv'),
        locked('zstd', 'cc'),
        locked('cc'),
        locked('fnv'),
      ].join('\n'),
    );
    write('crates/one/Cargo.toml', crate('one', '[dependencies]\nzstd = "1"\n'));
    write('crates/two/Cargo.toml', crate('two', '[dependencies]\nfnv = "1"\n'));
    expect(await inputsOf('one', 'cargo-test')).toContain('cc');
    expect(await inputsOf('two', 'cargo-test')).not.toContain('cc');
  });

  it('lies outside of the workspace: the fingerprint is told, and a hint is given', async () => {
    write(
      'crates/one/Cargo.toml',
      crate('one', '[dependencies]\nengine.path = "../../../engine"\n'),
    );
    const told = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    await graph();
    expect(told).toHaveBeenCalledWith(
      expect.stringContaining('leads to ../engine, outside of the'),
    );
    told.mockRestore();
    const list = join(root, '.nx/workspace-data/pyo3/outside.json');
    expect(JSON.parse(readFileSync(list, 'utf8'))).toEqual(['../engine']);
  });
});

describe('a link in a project', () => {
  it.each([
    ['a folder', 'rs', '{workspaceRoot}/rs/**/*'],
    ['a file', 'rs/engine.rs', '{workspaceRoot}/rs/engine.rs'],
  ])('makes what it leads to an input: %s', async (_what, target, input) => {
    write('rs/engine.rs', '');
    write('crates/one/src/lib.rs', '');
    write('crates/one/Cargo.toml', crate('one'));
    symlinkSync(join(root, target), join(root, 'crates/one/src/linked'));
    expect(await inputsOf('one', 'cargo-test')).toContain(input);
  });

  it('is followed again when it leads elsewhere', async () => {
    const source = graphSource();
    write('rs/engine.rs', '');
    write('other/engine.rs', '');
    write('crates/one/src/lib.rs', '');
    write('crates/one/Cargo.toml', crate('one'));
    symlinkSync(join(root, 'rs'), join(root, 'crates/one/src/linked'));
    const testOf = ({ projects }: GraphOfNx) => projects['one']?.targets['cargo-test']?.inputs;
    expect(testOf(await graphOfNx(source, root))).toContain('{workspaceRoot}/rs/**/*');
    rmSync(join(root, 'crates/one/src/linked'));
    symlinkSync(join(root, 'other'), join(root, 'crates/one/src/linked'));
    expect(testOf(await graphOfNx(source, root))).toContain('{workspaceRoot}/other/**/*');
  });

  it('is nothing where it leads into the project or is ignored', async () => {
    write('.gitignore', 'ignored\n');
    write('rs/engine.rs', '');
    write('crates/one/src/lib.rs', '');
    write('crates/one/Cargo.toml', crate('one'));
    symlinkSync(join(root, 'crates/one/src'), join(root, 'crates/one/own'));
    symlinkSync(join(root, 'rs'), join(root, 'crates/one/ignored'));
    const inputs = await inputsOf('one', 'cargo-test');
    expect(inputs.filter((input) => String(input).endsWith('/**/*'))).toEqual([]);
  });
});

describe('the tools that look at Python', () => {
  it('are in the key by the version of the machine where no lock has them', async () => {
    write('ruff.toml', '');
    expect(await inputsOf('app', 'lint')).toContain('ruff');
    expect(await inputsOf('app', 'pytest')).toContain('python');
    expect(await inputsOf('app', 'build')).not.toContain('python');
  });

  it('are in it by their locked version', async () => {
    const lock = (ruff: string) =>
      `version = 1\n[manifest]\n[manifest.dependency-groups]\ndev = [{ name = "ruff" }, { name = "pytest" }]\n` +
      `[[package]]\nname = "ruff"\nversion = "${ruff}"\n[[package]]\nname = "pytest"\nversion = "9.0"\n` +
      `[[package]]\nname = "app"\nversion = "1"\nsource = { editable = "libs/app" }\n`;
    write('uv.lock', lock('0.9.0'));
    const before = await inputsOf('app', 'lint');
    expect(before).not.toContain('ruff');
    write('uv.lock', lock('0.17.6'));
    expect(await inputsOf('app', 'lint')).not.toEqual(before);
  });
});

it('a project that declares git has the commit in its keys', async () => {
  write('libs/app/pyproject.toml', python('app', '[tool.nx-pyo3]\ngit = "head"\n'));
  expect(await inputsOf('app', 'pytest')).toContain('git-head');
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
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

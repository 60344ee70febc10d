import { describe, expect, it } from '@jest/globals';
import { memoryReader } from '../../files/memory.ts';
import { manifestsOf } from '../folder/manifests.ts';
import { readRepository } from '../edges/repository.ts';
import { settingReads, type SettingReads } from './setting-reads.ts';

type Files = Readonly<Record<string, string>>;

const project = (settings = '') =>
  `[project]\nname = "a"\n[build-system]\nrequires = ["hatchling"]\n${settings}`;

function readsOf(files: Files): SettingReads {
  const all = { 'libs/a/pyproject.toml': project(), 'libs/a/tests/test_a.py': '', ...files };
  const manifests = manifestsOf(memoryReader(all));
  const { projects } = readRepository(
    Object.keys(all).filter((file) => /(Cargo|pyproject)\.toml$/.test(file)),
    manifests,
  );
  const a = projects.find(({ root }) => root === 'libs/a');
  if (a === undefined) throw new Error('no project libs/a');
  return settingReads(a, new Set(projects.map(({ root }) => root)), manifests);
}

describe('inputs of lint that ruff settings name', () => {
  const chain = { 'config/base.toml': 'extend = "deep/root.toml"', 'config/deep/root.toml': '' };

  it.each<[string, Files]>([
    ['ruff.toml of the project', { 'libs/a/ruff.toml': 'extend = "../../config/base.toml"' }],
    ['.ruff.toml of the project', { 'libs/a/.ruff.toml': 'extend = "../../config/base.toml"' }],
    [
      'its pyproject.toml',
      { 'libs/a/pyproject.toml': project('[tool.ruff]\nextend = "../../config/base.toml"') },
    ],
    [
      'ruff.toml of its tests',
      { 'libs/a/tests/ruff.toml': 'extend = "../../../config/base.toml"' },
    ],
    ['ruff.toml in the root', { 'ruff.toml': 'extend = "config/base.toml"' }],
  ])('are the whole chain of extend from %s', (_where, files) => {
    expect(readsOf({ ...chain, ...files }).ruff.inputs).toEqual([
      'config/base.toml',
      'config/deep/root.toml',
    ]);
  });

  it('end where two files extend each other', () => {
    const files = { 'x.toml': 'extend = "y.toml"', 'y.toml': 'extend = "x.toml"' };
    const reads = readsOf({ ...files, 'libs/a/ruff.toml': 'extend = "../../x.toml"' });
    expect(reads.ruff.inputs).toEqual(['x.toml', 'y.toml']);
  });

  it('are none that do not exist, that enclose the project or lie in it', () => {
    const settings =
      'extend = "../../none.toml"\nsrc = ["../..", "src"]\ncache-dir = "../../config"';
    const files = { 'libs/a/src/a.py': '', 'config/x': '', 'libs/a/ruff.toml': settings };
    expect(readsOf(files).ruff.inputs).toEqual([]);
  });
});

describe('inputs of lint that the settings of a folder in the project name', () => {
  it('count, however deep it is', () => {
    const files = {
      'libs/a/pkg/sub/deep/m.py': '',
      'libs/a/pkg/sub/deep/ruff.toml': 'extend = "../../../../../config/base.toml"',
      'libs/a/pkg/pyproject.toml': '[tool.ruff]\nextend = "../../../config/other.toml"\n',
      'config/base.toml': '',
      'config/other.toml': '',
    };
    expect([...readsOf(files).ruff.inputs].sort()).toEqual([
      'config/base.toml',
      'config/other.toml',
    ]);
  });
});

describe('inputs of typecheck that settings name', () => {
  it.each<[string, Files, readonly string[]]>([
    [
      'mypy_path',
      { 'libs/a/mypy.ini': '[mypy]\nmypy_path = ../../typings:stubs' },
      ['typings/**/*'],
    ],
    [
      'mypy_path in a list',
      { 'libs/a/pyproject.toml': project('[tool.mypy]\nmypy_path = ["../../typings"]') },
      ['typings/**/*'],
    ],
    [
      'mypy_path from the file',
      { 'mypy.ini': '[mypy]\nmypy_path = $MYPY_CONFIG_FILE_DIR/typings' },
      ['typings/**/*'],
    ],
    [
      'mypy_path of setup.cfg over lines',
      { 'libs/a/setup.cfg': '[mypy]\nmypy_path =\n  ../../typings\n  stubs' },
      ['typings/**/*'],
    ],
    [
      'a plugin by its path',
      { 'libs/a/.mypy.ini': '[mypy]\nplugins = ../../tools/x.py:entry, pydantic.mypy' },
      ['tools/x.py'],
    ],
    ['files', { 'libs/a/mypy.ini': '[mypy]\nfiles = ., ../../tools' }, ['tools/**/*']],
    [
      'extends of pyright',
      {
        'libs/a/pyrightconfig.json': '{ // c\n "extends": "../../config/p.json", }',
        'config/p.json': '{"stubPath": "../typings"}',
      },
      ['config/p.json', 'typings/**/*'],
    ],
    [
      'extraPaths of an environment',
      {
        'libs/a/pyproject.toml': project(
          '[tool.pyright]\nexecutionEnvironments = [{ root = ".", extraPaths = ["../../tools"] }]',
        ),
      },
      ['tools/**/*'],
    ],
    ['the stubPath that pyright has by itself', { 'pyrightconfig.json': '{}' }, ['typings/**/*']],
  ])('%s', (_key, files, expected) => {
    const others = { 'typings/x.pyi': '', 'tools/x.py': '' };
    expect([...readsOf({ ...others, ...files }).types.inputs].sort()).toEqual(expected);
  });

  it('names plugins that are modules', () => {
    const files = { 'libs/a/mypy.ini': '[mypy]\nplugins = pydantic.mypy, acme:make' };
    expect(readsOf(files).types.modules).toEqual(['pydantic.mypy', 'acme']);
  });

  it('leaves folders of other projects to their imports', () => {
    const files = {
      'libs/a/mypy.ini': '[mypy]\nmypy_path = ../b',
      'libs/b/pyproject.toml': project(),
    };
    const { types } = readsOf(files);
    expect([types.inputs, types.searched]).toEqual([[], ['libs/b']]);
  });
});

describe('inputs of pytest that settings name', () => {
  const helpers = { 'testing/helpers.py': '' };

  it.each<[string, Files]>([
    [
      'pyproject.toml',
      {
        'libs/a/pyproject.toml': project(
          '[tool.pytest.ini_options]\npythonpath = ["../../testing"]',
        ),
      },
    ],
    [
      'pyproject.toml of pytest 9',
      { 'libs/a/pyproject.toml': project('[tool.pytest]\npythonpath = ["../../testing"]') },
    ],
    ['pytest.toml', { 'libs/a/pytest.toml': '[pytest]\npythonpath = ["../../testing"]' }],
    ['pytest.ini', { 'libs/a/pytest.ini': '[pytest]\npythonpath =\n  lib\n  ../../testing' }],
    ['tox.ini', { 'libs/a/tox.ini': '[tox]\n[pytest]\npythonpath = ../../testing' }],
    ['setup.cfg', { 'libs/a/setup.cfg': '[tool:pytest]\npythonpath = ../../testing' }],
    [
      '.pytest.ini beside the tests',
      { 'libs/a/tests/.pytest.ini': '[pytest]\npythonpath = ../../../testing' },
    ],
    ['pytest.ini in the root', { 'pytest.ini': '[pytest]\npythonpath = testing' }],
    ['an option', { 'libs/a/pytest.ini': '[pytest]\naddopts = -o pythonpath=../../testing' }],
  ])('are folders of pythonpath in %s', (_where, files) => {
    const { pytest } = readsOf({ ...helpers, ...files });
    expect([pytest.inputs, pytest.searched]).toEqual([['testing/**/*'], ['testing']]);
  });

  it('are files that options name, but for those that pytest writes', () => {
    const settings =
      '[pytest]\naddopts = -p acme.plugin -p no:cacheprovider --cov-config=../../.coveragerc --junitxml=../../report.xml';
    const { pytest } = readsOf({
      '.coveragerc': '',
      'report.xml': '',
      'libs/a/pytest.ini': settings,
    });
    expect([pytest.inputs, pytest.modules]).toEqual([['.coveragerc'], ['acme.plugin']]);
  });

  it('are searched from the conftest.py files above, up to the settings', () => {
    const conftests = { 'conftest.py': '', 'libs/conftest.py': '' };
    expect(readsOf(conftests).pytest.searched).toEqual(['libs', '.']);
    expect(readsOf({ ...conftests, 'libs/pytest.ini': '' }).pytest.searched).toEqual(['libs']);
    expect(readsOf({ ...conftests, 'libs/a/pytest.ini': '' }).pytest.searched).toEqual([]);
    const stated = '[pytest]\naddopts = --confcutdir=../..';
    expect(readsOf({ ...conftests, 'libs/a/pytest.ini': stated }).pytest.searched).toEqual([
      'libs',
      '.',
    ]);
  });
});

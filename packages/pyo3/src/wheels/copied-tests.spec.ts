import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { diskReader } from '../files/disk.ts';
import { fakeSession } from '../testing/fake-session.ts';
import { maturinProject } from '../testing/projects.ts';
import { copyTests } from './copied-tests.ts';
import { typedFiles } from './typed-files.ts';

const onPosix = process.platform === 'win32' ? describe.skip : describe;

onPosix('the copy of the tests', () => {
  let folder: string;
  const workspace = () => join(folder, 'ws');
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'copied-'));
    for (const file of [
      ...['conftest.py', 'pytest.ini', 'nx.json', 'shared/data.json', 'shared/more/data.json'],
      ...['libs/a/pyproject.toml', 'libs/a/conftest.py', 'libs/a/tests/test_a.py'],
      ...['libs/a/tests/data/one.txt', 'libs/a/tests/__pycache__/x.pyc', 'libs/a/extra/two.txt'],
      ...['libs/a/python/a/__init__.py', 'libs/a/python/a/py.typed', 'libs/a/python/a/_a.pyi'],
      ...['libs/a/python/a/tests/test_in.py', 'libs/a/test_loose.py', 'libs/a/single.py'],
    ]) {
      mkdirSync(dirname(join(workspace(), file)), { recursive: true });
      writeFileSync(join(workspace(), file), '');
    }
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('has the tests, what pytest reads around them and what is named, each in its place', () => {
    // The sources could be imported through a link to them.
    symlinkSync('../python', join(workspace(), 'libs/a/tests/sources'));
    symlinkSync('../single.py', join(workspace(), 'libs/a/tests/linked.py'));
    const declared = { files: ['shared/*.json'], variables: [], facts: [] };
    expect(copied(['libs/a/tests'], { files: ['extra'], declared })).toEqual({
      paths: ['tests'],
      cwd: 'libs/a',
      files: [
        'conftest.py',
        'libs/a/conftest.py',
        'libs/a/extra/two.txt',
        'libs/a/pyproject.toml',
        'libs/a/tests/data/one.txt',
        'libs/a/tests/linked.py',
        'libs/a/tests/test_a.py',
        'pytest.ini',
        'shared/data.json',
      ],
    });
  });

  it('has no module of a project whose tests lie beside it', () => {
    const { files, paths } = copied(['libs/a'], { installed: ['single.py'] });
    expect(paths).toEqual(['.']);
    expect(files.filter((file) => file.startsWith('libs/'))).toEqual([
      'libs/a/conftest.py',
      'libs/a/pyproject.toml',
      'libs/a/test_loose.py',
    ]);
  });

  it('leaves tests that the wheel has where they are installed', () => {
    const site = join(folder, 'site');
    mkdirSync(join(site, 'a/tests'), { recursive: true });
    const installed = ['a/__init__.py', 'a/tests/test_in.py'];
    const { files, paths } = copied(['libs/a/python/a/tests'], { installed, folders: [site] });
    expect(paths).toEqual([join(site, 'a/tests')]);
    expect(files.join()).not.toContain('test_in');
    // A wheel without them has them from the copy.
    expect(copied(['libs/a/python/a/tests'], {}).paths).toEqual(['python/a/tests']);
  });

  it('is not what says which stubs the wheel must have: these are in the sources', () => {
    const session = fakeSession({ ...sessionOf([]), reader: diskReader(workspace()) });
    expect(typedFiles(session)).toEqual(['a/_a.pyi', 'a/py.typed']);
  });

  function sessionOf(testPaths: readonly string[], declared?: typeof maturinProject.declared) {
    const extension = {
      ...{ moduleName: 'a._a', initName: '_a', pythonRoot: 'libs/a/python' },
      ...{ layout: 'mixed' as const, packageDir: 'libs/a/python/a' },
    };
    const project = { ...maturinProject, root: 'libs/a', extension, testPaths };
    return {
      workspaceRoot: workspace(),
      reader: diskReader(workspace()),
      project: declared === undefined ? project : { ...project, declared },
    };
  }

  function copied(
    testPaths: readonly string[],
    {
      files = [],
      declared,
      installed = [],
      folders = [],
    }: {
      readonly files?: readonly string[];
      readonly declared?: typeof maturinProject.declared;
      readonly installed?: readonly string[];
      readonly folders?: readonly string[];
    },
  ) {
    const to = mkdtempSync(join(folder, 'to-'));
    const session = fakeSession(sessionOf(testPaths, declared));
    const { cwd, paths } = copyTests(session, to, files, { installed, folders });
    const all = readdirSync(to, { recursive: true, withFileTypes: true });
    return {
      paths,
      cwd: cwd.slice(to.length + 1),
      files: all
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(to.length + 1))
        .sort(),
    };
  }
});

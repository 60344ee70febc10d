import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { diskReader } from '../files/disk.ts';
import { fakeSession } from '../testing/fake-session.ts';
import { maturinProject } from '../testing/projects.ts';
import { testRequirements } from './test-requirements.ts';

const built = '[build-system]\nrequires = ["maturin"]\nbuild-backend = "maturin"\n';

describe('what is installed beside a wheel that is tested', () => {
  let workspaceRoot: string;
  beforeEach(() => {
    workspaceRoot = mkdtempSync(join(tmpdir(), 'required-'));
    write(
      'pyproject.toml',
      '[dependency-groups]\ndev = ["ruff", "maturin>=1", "hypothesis", "a"]\n',
    );
    write(
      'libs/a/pyproject.toml',
      `${built}[project]\nname = "a"\ndependencies = ["numpy>=2", "b", "plain"]\n[dependency-groups]\ntest = ["pytest-cov"]\ndocs = ["sphinx"]\n`,
    );
    write('libs/b/pyproject.toml', `${built}[project]\nname = "b"\ndependencies = ["c", "a"]\n`);
    write(
      'libs/c/pyproject.toml',
      `${built}[project]\nname = "c"\ndependencies = ["d-of-others"]\n`,
    );
    write('libs/plain/pyproject.toml', `${built}[project]\nname = "plain"\n`);
  });
  afterEach(() => rmSync(workspaceRoot, { recursive: true }));

  it('is what pytest finds in its environment, without the tools of other targets', () => {
    expect(required().ofOthers).toEqual(['numpy>=2', 'pytest-cov', 'hypothesis', 'pytest']);
  });

  it('is each distribution of the repository that it needs, as its wheel where one was built', () => {
    const wheel = 'libs/b/dist/wheels/cp312-linux_x86_64/b-1-cp312-cp312-linux_x86_64.whl';
    const pure = 'libs/plain/dist/wheels/py3-none-any/plain-1-py3-none-any.whl';
    write(wheel, '');
    write(pure, '');
    // Of another kind, which the task before did not build now.
    write('libs/c/dist/wheels/cp39-abi3-linux_x86_64/c-1-cp39-abi3-linux_x86_64.whl', '');
    expect(required().ofRepository).toEqual(
      [wheel, 'libs/c', pure].map((path) => join(workspaceRoot, path)),
    );
  });

  it('has the versions of uv.lock', () => {
    expect(required().locked).toEqual([]);
    const names = ['numpy', 'b', 'plain', 'pytest-cov', 'sphinx'];
    write('uv.lock', lockOf(names));
    expect(required().locked).toEqual(['numpy==2.1.0', 'pytest-cov==2.1.0', 'sphinx==2.1.0']);
    // A lock file that lacks a requirement has nothing to say.
    write('uv.lock', lockOf(names.slice(1)));
    expect(required().locked).toEqual([]);
  });

  function required() {
    const roots = ['libs/a', 'libs/b', 'libs/c', 'libs/plain'];
    const project = { ...maturinProject, root: 'libs/a' };
    const reader = diskReader(workspaceRoot);
    const session = fakeSession({ workspaceRoot, reader, project, projectRoots: roots });
    return testRequirements(session, 'cp312-linux_x86_64');
  }

  function lockOf(names: readonly string[]): string {
    const folders = ['b', 'plain'];
    const packages = names.map((name) =>
      folders.includes(name)
        ? `[[package]]\nname = "${name}"\nsource = { editable = "libs/${name}" }\n`
        : `[[package]]\nname = "${name}"\nversion = "2.1.0"\nsource = { registry = "https://pypi.org/simple" }\n`,
    );
    const dependencies = names.map((name) => `{ name = "${name}" }`).join(', ');
    const own = `[[package]]\nname = "a"\nsource = { editable = "libs/a" }\ndependencies = [${dependencies}]\n`;
    return ['version = 1\n', own, ...packages].join('\n');
  }

  function write(path: string, text: string): void {
    const file = join(workspaceRoot, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
});

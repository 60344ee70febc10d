import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { beforeAll, expect, it } from '@jest/globals';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { execa } from 'execa';
import { addSetuptoolsRustGenerator } from '../src/generators/add-setuptools-rust/generator.ts';
import { libraryGenerator } from '../src/generators/library/generator.ts';
import { step } from './constructs/steps.ts';
import { namesIn, onlyFile } from './testing/archive.ts';
import { describeWithTools } from './testing/describe-with-tools.ts';
import { makeEmptyEnvironment } from './testing/python-environment.ts';
import { executed, failed, fromCache } from './testing/task-report.ts';
import { programOf } from './testing/toolchain.ts';
import { makeEnvironment, workspaceOf, type Workspace } from './testing/workspace.ts';

describeWithTools('what setuptools-rust builds', () => {
  let workspace: Workspace;
  beforeAll(async () => {
    const tree = createTreeWithEmptyWorkspace();
    await libraryGenerator(tree, {
      directory: 'libs/fast',
      buildBackend: 'setuptools-rust',
      abi3: '3.10',
      skipFormat: true,
    });
    for (const one of constructs) await one.run(tree);
    for (const [file, text] of Object.entries(greet)) tree.write(`libs/greet/${file}`, text);
    await addSetuptoolsRustGenerator(tree, { project: 'greet', skipFormat: true });
    workspace = await workspaceOf('setuptools-rust', async (root) => {
      for (const { path, content } of tree.listChanges()) {
        const file = join(root, path);
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, content ?? '');
      }
      await execa('git', ['init', '--quiet'], { cwd: root });
      await makeEnvironment(join(root, '.venv'));
    });
  });

  // The profile that `develop` has used: pyo3 is compiled already.
  const build = (name: string) => workspace.nx(['run', `${name}:build`, '--profile=dev']);
  const wheel = async (name: string) =>
    namesIn(await onlyFile(workspace.path(`libs/${name}/dist`), '.whl'));

  it('is developed, and passes its tests and checks: a library with four constructs, and a package that got Rust', async () => {
    const targets = ['develop', 'pytest', 'sdist'];
    for (const args of [targets, ['cargo-test', 'typecheck', '-p', 'fast']]) {
      const result = await workspace.nx(['run-many', '-t', ...args, '--outputStyle=stream']);
      expect({ failed: failed(result.output), exitCode: result.exitCode }).toEqual({
        failed: [],
        exitCode: 0,
      });
      const ran = args === targets ? ['fast:pytest', 'greet:pytest'] : ['fast:cargo-test'];
      expect(executed(result.output)).toEqual(expect.arrayContaining(ran));
    }
    expect(await workspace.nx(['run', 'fast:format:check'])).toMatchObject({ exitCode: 0 });
  });

  it('has a wheel for all later Pythons, which an empty environment imports', async () => {
    await workspace.write('libs/fast/python/fast/gone.py', '');
    expect(await build('fast')).toMatchObject({ exitCode: 0 });
    expect(await wheel('fast')).toContain('fast/gone.py');
    await workspace.remove('libs/fast/python/fast/gone.py');
    const result = await build('fast');
    expect(result).toMatchObject({ exitCode: 0 });
    expect(result.output).toMatch(/fast-0\.1\.0-cp310-abi3-\w+\.whl {2}\(tag cp310-abi3-\w+\)/);
    const files = (await wheel('fast')).filter((file) => !file.includes('.dist-info/'));
    const extension = files.find((file) => /\.(so|pyd)$/.test(file));
    expect(files.filter((file) => file !== extension)).toEqual([
      'fast/__init__.py',
      'fast/_fast.pyi',
      'fast/py.typed',
      'fast/stats.pyi',
    ]);
    const empty = await makeEmptyEnvironment('empty-for-setuptools-rust');
    const path = await onlyFile(workspace.path('libs/fast/dist'), '.whl');
    await empty.install(['--no-index', '--no-deps', path]);
    const call = 'from fast import mean; print(mean([1.0, 2.0, 6.0]))';
    const { stdout } = await execa(programOf(empty.venv, 'python'), ['-c', call]);
    expect(stdout).toBe('3.0');
  });

  it('has an sdist with all that the crate is compiled from', async () => {
    const files = await namesIn(await onlyFile(workspace.path('libs/fast/dist'), '.tar.gz'));
    expect(files).toEqual(
      expect.arrayContaining(['Cargo.toml', 'src/lib.rs', 'python/fast/_fast.pyi']),
    );
    expect(files.filter((file) => /\.(so|pyd)$/.test(file))).toEqual([]);
  });

  it('has the wheel that setuptools made of the package before, and the extension', async () => {
    expect(await build('greet')).toMatchObject({ exitCode: 0 });
    const files = (await wheel('greet')).filter((file) => !file.includes('.dist-info/'));
    expect(files.map((file) => file.replace(/\.[^.]+\.(so|pyd)$/, '.so'))).toEqual([
      'greet/__init__.py',
      'greet/_greet.so',
      'greet/_greet.pyi',
      'greet/inner/__init__.py',
      'greet/words.json',
    ]);
    const sdist = await onlyFile(workspace.path('libs/greet/dist'), '.tar.gz');
    expect(await namesIn(sdist)).toEqual(
      expect.arrayContaining(['rust/Cargo.toml', 'rust/src/lib.rs']),
    );
  });

  it('is installed again when its Rust differs, and only then', async () => {
    const develop = () => workspace.nx(['run', 'fast:develop']);
    const upToDate = 'fast is up to date in';
    expect((await develop()).output).toContain(upToDate);
    await workspace.replace('libs/fast/src/lib.rs', 'sum::<f64>() /', 'sum::<f64>() *');
    const changed = await develop();
    expect(changed).toMatchObject({ exitCode: 0 });
    expect(changed.output).not.toContain(upToDate);
    const call = 'from fast import mean; print(mean([1.0, 2.0, 6.0]))';
    const { stdout } = await execa(programOf(workspace.path('.venv'), 'python'), ['-c', call]);
    expect(stdout).toBe('27.0');
    expect((await develop()).output).toContain(upToDate);
  });

  it('is optimized once by the option of develop, which is part of the key of its tests', async () => {
    const pytest = async () => (await workspace.nx(['run', 'fast:pytest'])).output;
    const { neverConnectToCloud = true, ...settings } = JSON.parse(
      await workspace.read('nx.json'),
    ) as Record<string, unknown>;
    const before = await workspace.read('libs/fast/src/lib.rs');
    await workspace.write(
      'libs/fast/src/lib.rs',
      before.replace('sum::<f64>() *', 'sum::<f64>() /'),
    );
    await pytest();
    expect(fromCache(await pytest())).toContain('fast:pytest');
    const targetDefaults = { develop: { options: { profile: 'release' } } };
    await workspace.write(
      'nx.json',
      JSON.stringify({ ...settings, neverConnectToCloud, targetDefaults }),
    );
    const optimized = await pytest();
    expect(fromCache(optimized)).not.toContain('fast:pytest');
    expect(executed(optimized)).toContain('fast:pytest');
    expect(failed(optimized)).toEqual([]);
    const again = await workspace.nx(['run', 'fast:develop']);
    expect(again.output).toContain('fast is up to date in');
  });
});

const constructs = [
  step('function', 'fast', 'count', {
    args: 'values: list[int], *, start: int = 0',
    returns: 'int',
  }),
  step('class', 'fast', 'Point', { fields: 'x: float, y: float = 0.0', repr: true, eq: true }),
  step('exception', 'fast', 'StoreError', { children: 'LostError', fromRust: true }),
  step('submodule', 'fast', 'stats', {}),
];

/** Beside pyproject.toml, where setuptools finds it without being told. */
const greet = {
  'pyproject.toml': `[build-system]
requires = ["setuptools>=77"]
build-backend = "setuptools.build_meta"

[project]
name = "greet"
version = "1.0.0"
requires-python = ">=3.10"

[tool.setuptools.package-data]
greet = ["*.json"]
`,
  'greet/__init__.py': '',
  'greet/inner/__init__.py': '',
  'greet/words.json': '["hello"]\n',
  'tests/test_greet.py': `from importlib.resources import files

import greet


def test_data() -> None:
    assert "hello" in files(greet).joinpath("words.json").read_text()
`,
};

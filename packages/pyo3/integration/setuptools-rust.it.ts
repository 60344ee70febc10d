import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { beforeAll, expect, it } from '@jest/globals';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { execa } from 'execa';
import { libraryGenerator } from '../src/generators/library/generator.ts';
import { namesIn, onlyFile } from './testing/archive.ts';
import { describeWithTools } from './testing/describe-with-tools.ts';
import { makeEmptyEnvironment } from './testing/python-environment.ts';
import { executed, failed } from './testing/task-report.ts';
import { programOf } from './testing/toolchain.ts';
import { makeEnvironment, workspaceOf, type Workspace } from './testing/workspace.ts';

describeWithTools('a generated library that setuptools-rust builds', () => {
  let workspace: Workspace;
  beforeAll(async () => {
    const tree = createTreeWithEmptyWorkspace();
    await libraryGenerator(tree, {
      directory: 'libs/fast',
      buildBackend: 'setuptools-rust',
      abi3: '3.10',
      skipFormat: true,
    });
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
  const build = () => workspace.nx(['run', 'fast:build', '--profile=dev']);
  const wheel = async () => namesIn(await onlyFile(workspace.path('libs/fast/dist'), '.whl'));

  it('is developed, and passes its tests and checks', async () => {
    const targets = ['develop', 'test', 'typecheck', 'sdist'];
    const result = await workspace.nx(['run-many', '-t', ...targets, '--outputStyle=stream']);
    expect({ failed: failed(result.output), exitCode: result.exitCode }).toEqual({
      failed: [],
      exitCode: 0,
    });
    expect(executed(result.output)).toEqual(
      expect.arrayContaining(['fast:pytest', 'fast:cargo-test', 'fast:typecheck']),
    );
    expect(await workspace.nx(['run', 'fast:format:check'])).toMatchObject({ exitCode: 0 });
  });

  it('has a wheel for all later Pythons, which an empty environment imports', async () => {
    await workspace.write('libs/fast/python/fast/gone.py', '');
    expect(await build()).toMatchObject({ exitCode: 0 });
    expect(await wheel()).toContain('fast/gone.py');
    await workspace.remove('libs/fast/python/fast/gone.py');
    const result = await build();
    expect(result).toMatchObject({ exitCode: 0 });
    expect(result.output).toMatch(/fast-0\.1\.0-cp310-abi3-\w+\.whl {2}\(tag cp310-abi3-\w+\)/);
    const files = (await wheel()).filter((file) => !file.includes('.dist-info/'));
    const extension = files.find((file) => /\.(so|pyd)$/.test(file));
    expect(files.filter((file) => file !== extension)).toEqual([
      'fast/__init__.py',
      'fast/_fast.pyi',
      'fast/py.typed',
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
});

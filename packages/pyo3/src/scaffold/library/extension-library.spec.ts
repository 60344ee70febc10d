import type { Tree } from '@nx/devkit';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { classGenerator } from '../../generators/class/generator.ts';
import { functionGenerator } from '../../generators/function/generator.ts';
import { numpyFunctionGenerator } from '../../generators/numpy-function/generator.ts';
import { stubsGenerator } from '../../generators/stubs/generator.ts';
import { refusal, treeWithLibrary } from '../../testing/constructs.ts';

const setuptools = { buildBackend: 'setuptools-rust' } as const;
const pyproject = 'libs/fast/pyproject.toml';

let tree: Tree;
const read = (path: string) => tree.read(path, 'utf-8') ?? '';
const add = () => functionGenerator(tree, { name: 'count', project: 'fast', skipFormat: true });
const replace = (right: string, wrong: string) => {
  const text = read(pyproject);
  expect(text).toContain(right);
  tree.write(pyproject, text.replace(right, wrong));
};

describe.each([
  ['mixed', 'libs/fast/src/lib.rs', 'libs/fast/python/fast'],
  ['src', 'libs/fast/rust/src/lib.rs', 'libs/fast/src/fast'],
] as const)('a library of setuptools-rust with the layout %s', (layout, rust, folder) => {
  beforeEach(async () => {
    tree = await treeWithLibrary({ ...setuptools, layout });
  });

  it('gets the same constructs as a maturin library', async () => {
    await add();
    expect(read(rust)).toContain('fn count(');
    expect(read(`${folder}/_fast.pyi`)).toContain('def count(');
    expect(read(`${folder}/__init__.py`)).toContain('"count"');
    expect(read('libs/fast/tests/test_count.py')).toContain('from fast import count');
  });
});

describe('a library of setuptools-rust', () => {
  beforeEach(async () => {
    tree = await treeWithLibrary(setuptools);
  });

  it('states the version of a crate itself, because its archive has no workspace', async () => {
    const root = read('Cargo.toml');
    tree.write('Cargo.toml', `${root}\n[workspace.dependencies]\nnumpy = "0.30.0"\n`);
    await numpyFunctionGenerator(tree, { name: 'scale', project: 'fast', skipFormat: true });
    expect(read('libs/fast/Cargo.toml')).toContain('numpy = "0.30.0"');
  });

  it('gets classes, with the stub beside the extension', async () => {
    await classGenerator(tree, {
      name: 'Point',
      project: 'fast',
      fields: 'x: float',
      skipFormat: true,
    });
    expect(read('libs/fast/python/fast/_fast.pyi')).toContain('class Point:');
  });

  const second = '\n[[tool.setuptools-rust.ext-modules]]\ntarget = "fast._other"\n';
  it.each([
    [
      'a second extension',
      () => tree.write(pyproject, read(pyproject) + second),
      'must have one extension, but it has several: "fast._fast", "fast._other". Create a library with one extension',
    ],
    [
      'a setup.py that names it',
      () => replace('target = "fast._fast"\n', ''),
      'does not declare its extension in pyproject.toml. Set `target` and `path`',
    ],
    [
      'a crate that is not there',
      () => replace('path = "Cargo.toml"', 'path = "native/Cargo.toml"'),
      'has no crate in "native/Cargo.toml". Fix the path',
    ],
    [
      'a package that is not there',
      () => replace('target = "fast._fast"', 'target = "slow._fast"'),
      'has no package that contains its extension "slow._fast". Fix "target"',
    ],
  ])('is rejected for %s, and nothing is written', async (_, change, message) => {
    change();
    expect(await refusal(tree, add)).toContain(`The project "fast" ${message}`);
  });

  it('has no generated stubs', async () => {
    const run = () => stubsGenerator(tree, { project: 'fast' });
    expect(await refusal(tree, run)).toContain('is built by setuptools-rust');
  });
});

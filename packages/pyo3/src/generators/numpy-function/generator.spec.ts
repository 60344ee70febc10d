import type { Tree } from '@nx/devkit';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { changedFiles, refusal, treeWithLibrary } from '../../testing/constructs.ts';
import { numpyFunctionGenerator } from './generator.ts';
import type { NumpyFunctionGeneratorOptions } from './options.ts';

let tree: Tree;
beforeEach(async () => {
  tree = await treeWithLibrary();
});
const add = (options: Partial<NumpyFunctionGeneratorOptions> = {}) =>
  numpyFunctionGenerator(tree, { name: 'scale', project: 'fast', skipFormat: true, ...options });
const read = (path: string) => tree.read(`libs/fast/${path}`, 'utf-8') ?? '';

describe('a function on arrays', () => {
  it('is written, registered, typed, exported and tested, and both manifests require numpy', async () => {
    expect(await changedFiles(tree, add)).toMatchSnapshot();
  });

  it('returns one number', async () => {
    await add({ does: 'reduce', elements: 'int32', dimensions: 2 });
    expect(read('src/scale.rs')).toContain(
      "pub(crate) fn scale(values: PyReadonlyArray2<'_, i32>) -> i32 {",
    );
    expect(read('python/fast/_fast.pyi')).toContain(
      'def scale(values: NDArray[np.int32]) -> int: ...',
    );
    expect(read('tests/test_scale.py')).toContain('np.array([[3, 4]], dtype=np.int32)');
  });

  it('changes the given array', async () => {
    await add({ does: 'in-place', dimensions: 3 });
    expect(read('src/scale.rs')).toContain("mut values: PyReadwriteArray3<'_, f64>");
    expect(read('python/fast/_fast.pyi')).toContain('factor: float) -> None: ...');
  });

  it("requires the version of the numpy crate that matches the library's PyO3", async () => {
    tree = await treeWithLibrary({ pyo3Version: '0.26' });
    await add();
    expect(read('Cargo.toml')).toContain('numpy = "0.26"');
  });

  it('keeps an existing numpy crate', async () => {
    tree = await treeWithLibrary({ numpy: true, name: 'fast' });
    const manifest = read('Cargo.toml');
    await add({ name: 'double' });
    expect(read('Cargo.toml')).toBe(manifest);
  });

  it.each([
    [{ name: 'Scale' }, 'is not a valid name'],
    [{ name: 'lambda' }, 'is a keyword in Python'],
    [{ name: 'mean' }, 'already taken'],
    [{ project: 'slow' }, 'no project "slow"'],
  ])('is not generated with %j, and nothing is written', async (options, message) => {
    expect(await refusal(tree, () => add(options))).toContain(message);
  });

  it.each([
    ['python/fast/_fast.pyi', 'def scale() -> None: ...\n'],
    ['python/fast/__init__.py', 'scale = 1\n'],
    ['src/scale.rs', ''],
    ['tests/test_scale.py', ''],
  ])('is not generated if %s already has its name', async (file, text) => {
    tree.write(`libs/fast/${file}`, text + read(file));
    expect(await refusal(tree, add)).toContain('is already taken');
  });

  it('is not generated in a file with a syntax error', async () => {
    tree.write('libs/fast/src/lib.rs', 'fn {');
    expect(await refusal(tree, add)).toContain('cannot be parsed');
  });
});

import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import type { Tree } from '@nx/devkit';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { libraryGenerator } from '../library/generator.ts';
import { functionGenerator } from './generator.ts';
import type { FunctionGeneratorOptions } from './options.ts';

let tree: Tree;
beforeEach(async () => {
  tree = createTreeWithEmptyWorkspace();
  await libraryGenerator(tree, { directory: 'libs/fast', skipFormat: true });
});
const add = (options: Partial<FunctionGeneratorOptions> = {}) =>
  functionGenerator(tree, { name: 'count', project: 'fast', skipFormat: true, ...options });
const read = (path: string) => tree.read(`libs/fast/${path}`, 'utf-8') ?? '';

describe('a function', () => {
  it('is written in Rust, registered, typed, exported and tested', async () => {
    await add({ args: 'x: int, y: int = 10, *, key: str = "a"', returns: 'int', fallible: true });
    const files = [
      'src/lib.rs',
      'python/fast/_fast.pyi',
      'python/fast/__init__.py',
      'tests/test_count.py',
    ];
    expect(files.map((file) => `--- ${file}\n${read(file)}`).join('\n')).toMatchSnapshot();
  });

  it.each([
    [{ name: 'mean' }, 'taken already'],
    [{ name: 'fn' }, 'cannot be a name'],
    [{ name: 'def' }, 'cannot be a name'],
    [{ project: 'slow' }, 'no project "slow"'],
    [{ args: 'x: complex' }, 'Use one of: int'],
    [{ args: 'x: set[float]' }, 'cannot be a key'],
    [{ args: 'x: int = "a"' }, 'is no literal'],
    [{ args: 'x' }, 'has no type'],
    [{ fallible: true }, 'could refuse'],
    [{ detach: true, args: 'py: int' }, 'another name'],
  ])('is not made with %j, and nothing is written', async (options, message) => {
    const before = tree.listChanges().map(({ path, content }) => [path, content?.toString()]);
    const outcome = await add(options).then(
      () => 'made',
      (error: { message: string; hint?: string }) => `${error.message} ${error.hint ?? ''}`,
    );
    expect(outcome).toContain(message);
    expect(tree.listChanges().map(({ path, content }) => [path, content?.toString()])).toEqual(
      before,
    );
  });

  it('lets other threads run in the words of an older PyO3', async () => {
    tree = createTreeWithEmptyWorkspace();
    await libraryGenerator(tree, { directory: 'libs/old', pyo3Version: '0.25', skipFormat: true });
    await add({ project: 'old', args: 'x: int', returns: 'int', detach: true });
    expect(tree.read('libs/old/src/lib.rs', 'utf-8')).toContain('py.allow_threads(|| x)');
  });

  it('is not made in a file that is no Rust', async () => {
    tree.write('libs/fast/src/lib.rs', 'fn {');
    await expect(add()).rejects.toThrow('cannot be read');
    expect(tree.exists('libs/fast/tests/test_count.py')).toBe(false);
  });
});

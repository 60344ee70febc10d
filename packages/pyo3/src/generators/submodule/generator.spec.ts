import type { Tree } from '@nx/devkit';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { changedFiles, refusal, treeWithLibrary } from '../../testing/constructs.ts';
import { submoduleGenerator } from './generator.ts';
import type { SubmoduleGeneratorOptions } from './options.ts';

let tree: Tree;
beforeEach(async () => {
  tree = await treeWithLibrary();
});
const add = (options: Partial<SubmoduleGeneratorOptions> = {}) =>
  submoduleGenerator(tree, { name: 'stats', project: 'fast', skipFormat: true, ...options });
const read = (path: string) => tree.read(`libs/fast/${path}`, 'utf-8') ?? '';

describe('a module inside of a library', () => {
  it('is written in Rust, registered, exported and tested, with a stub of its own', async () => {
    expect(await changedFiles(tree, add)).toMatchSnapshot();
  });

  it('is untyped if no package contains the extension', async () => {
    tree = await treeWithLibrary({ layout: 'pure' });
    await add();
    expect(read('fast.pyi')).toContain('stats: ModuleType\n');
    expect(tree.exists('libs/fast/stats.pyi')).toBe(false);
    expect(read('src/stats.rs')).toContain('modules.set_item("fast.stats", module)');
  });

  it('has its stub in the package, also if the extension has a folder of stubs', async () => {
    tree.write('libs/fast/python/fast/_fast/__init__.pyi', read('python/fast/_fast.pyi'));
    tree.delete('libs/fast/python/fast/_fast.pyi');
    await add();
    expect(read('python/fast/stats.pyi')).toContain('def greet(name: str) -> str: ...');
    expect(read('python/fast/_fast/__init__.pyi')).toContain('import fast.stats as stats');
    expect(tree.exists('libs/fast/python/fast/_fast/stats.pyi')).toBe(false);
  });

  it('is imported from the extension if the package imports nothing from it', async () => {
    tree.write('libs/fast/python/fast/__init__.py', '"""The package."""\n');
    await add();
    expect(read('src/stats.rs')).toContain('modules.set_item("fast._fast.stats", module)');
    expect(read('tests/test_stats.py')).toContain('from fast._fast import stats\n');
  });

  it.each([
    [{ name: 'Stats' }, 'is not a valid name'],
    [{ name: 'mod' }, 'is a keyword in Rust'],
    [{ name: 'import' }, 'is a keyword in Python'],
    [{ name: 'mean' }, 'already taken'],
    [{ project: 'slow' }, 'no project "slow"'],
  ])('is not generated with %j, and nothing is written', async (options, message) => {
    expect(await refusal(tree, () => add(options))).toContain(message);
  });

  it.each([
    ['python/fast/stats.py', ''],
    ['python/fast/stats/__init__.py', ''],
    ['python/fast/__init__.py', 'stats = 1\n'],
    ['src/stats.rs', ''],
    ['tests/test_stats.py', ''],
  ])('is not generated if %s already has its name', async (file, text) => {
    tree.write(`libs/fast/${file}`, text + read(file));
    expect(await refusal(tree, add)).toContain('is already taken');
  });

  it('is not generated in a file with a syntax error', async () => {
    tree.write('libs/fast/src/lib.rs', 'fn {');
    expect(await refusal(tree, add)).toContain('cannot be parsed');
  });
});

import type { Tree } from '@nx/devkit';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { changedFiles, refusal, treeWithLibrary } from '../../testing/constructs.ts';
import { asyncFunctionGenerator } from './generator.ts';
import type { AsyncFunctionGeneratorOptions } from './options.ts';

let tree: Tree;
beforeEach(async () => {
  tree = await treeWithLibrary();
});
const add = (options: Partial<AsyncFunctionGeneratorOptions> = {}) =>
  asyncFunctionGenerator(tree, { name: 'fetch', project: 'fast', skipFormat: true, ...options });
const read = (path: string) => tree.read(`libs/fast/${path}`, 'utf-8') ?? '';

describe('an awaitable function', () => {
  it('is written, registered, typed, exported and tested, and Cargo.toml requires its runtime', async () => {
    const args = 'url: str, tries: int = 3';
    expect(
      await changedFiles(tree, () => add({ args, returns: 'str', fallible: true })),
    ).toMatchSnapshot();
  });

  it('may return nothing', async () => {
    await add();
    expect(read('src/fetch.rs')).toContain('async fn fetch_work() -> PyResult<()> {');
    expect(read('python/fast/_fast.pyi')).toContain('def fetch() -> Awaitable[None]: ...');
  });

  it("requires the runtime version that matches the library's PyO3", async () => {
    tree = await treeWithLibrary({ pyo3Version: '0.26' });
    await add();
    expect(read('Cargo.toml')).toContain('pyo3-async-runtimes = { version = "0.26"');
  });

  it.each([
    [{ name: 'Fetch' }, 'is not a valid name'],
    [{ name: 'async' }, 'is a keyword in Rust and Python'],
    [{ name: 'mean' }, 'already taken'],
    [{ args: 'x: complex' }, 'Use one of: int'],
    [{ args: 'x: date' }, 'values are Python objects'],
    [{ args: 'x: Any', returns: 'Any' }, 'values are Python objects'],
    [{ args: 'py: int' }, 'already has an argument named'],
    [{ args: 'x: int = "a"' }, 'must be a literal'],
    [{ args: 'x' }, 'has no type'],
    [{ fallible: true }, 'can reject'],
    [{ project: 'slow' }, 'no project "slow"'],
  ])('is not generated with %j, and nothing is written', async (options, message) => {
    expect(await refusal(tree, () => add(options))).toContain(message);
  });

  it.each([
    ['python/fast/_fast.pyi', 'def fetch() -> None: ...\n'],
    ['src/fetch.rs', ''],
    ['tests/test_fetch.py', ''],
  ])('is not generated if %s already has its name', async (file, text) => {
    tree.write(`libs/fast/${file}`, text + read(file));
    expect(await refusal(tree, add)).toContain('is already taken');
  });

  it('is not generated in a file with a syntax error', async () => {
    tree.write('libs/fast/src/lib.rs', 'fn {');
    expect(await refusal(tree, add)).toContain('cannot be parsed');
  });
});

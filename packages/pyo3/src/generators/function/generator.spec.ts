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
    [{ name: 'mean' }, 'already taken'],
    [{ name: 'crate' }, '"crate" is a keyword in Rust.'],
    [{ name: 'while' }, '"while" is a keyword in Rust and Python.'],
    [{ name: 'def' }, '"def" is a keyword in Python.'],
    [{ args: 'in: int' }, 'is not a'],
    [{ args: 'self: int' }, '"self" is a keyword in Rust.'],
    [{ name: 'naïve' }, 'for example naive.'],
    [{ name: 'Count' }, 'for example count.'],
    [{ project: 'slow' }, 'no project "slow"'],
    [{ args: 'x: complex' }, 'Use one of: int'],
    [{ args: 'x: list[NDArray[np.float64]]' }, 'cannot be part of another'],
    [{ args: 'x: Any', returns: 'Any', detach: true }, '--detach requires a result'],
    [{ args: 'x: set[float]' }, 'cannot be a dictionary key'],
    [{ args: 'x: int = "a"' }, 'must be a literal'],
    [{ args: 'x' }, 'has no type'],
    [{ fallible: true }, 'can reject'],
    [{ detach: true, args: 'py: int' }, 'already has an argument named'],
  ])('is not generated with %j, and nothing is written', async (options, message) => {
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

  it('writes a name that is a keyword in Rust alone as a raw identifier', async () => {
    await add({ name: 'loop', args: 'x: int', returns: 'int' });
    const rust = read('src/lib.rs');
    expect(rust).toContain('fn r#loop(x: i64) -> i64 {');
    expect(rust).toContain('use super::r#loop;');
    expect(rust).toContain('fn loop_works() {');
    expect(rust).toContain('super::r#loop(');
    expect(read('python/fast/_fast.pyi')).toContain('def loop(x: int) -> int');
    await expect(add({ name: 'loop' })).rejects.toThrow('already taken');
  });

  it('takes arguments whose names are keywords in Rust', async () => {
    const args = 'type: str, where: int, *, match: str = "a"';
    await add({ args, returns: 'str', fallible: true });
    const rust = read('src/lib.rs');
    expect(rust).toContain('#[pyo3(signature = (r#type, r#where, *, r#match=String::from("a"))');
    expect(rust).toContain('fn count(r#type: String, r#where: i64, r#match: String)');
    expect(rust).toContain('let message = "type cannot be used";');
    expect(read('python/fast/_fast.pyi')).toContain('type: str, where: int, *, match: str = "a"');
    expect(read('tests/test_count.py')).toContain('match="text"');
  });

  it('has a signature attribute only if PyO3 would not derive the same signature', async () => {
    await add({ args: 'x: int, y: float' });
    expect(read('src/lib.rs')).not.toContain('signature');
    await add({ name: 'other', args: 'x: int, y: float | None' });
    expect(read('src/lib.rs')).toContain('#[pyo3(signature = (x, y))]');
  });

  it.each(['float64', 'float32', 'int64', 'int32', 'uint8'])(
    'is tested with arrays of np.%s',
    async (element) => {
      const array = `NDArray[np.${element}]`;
      await add({ args: `a: ${array}`, returns: array });
      const sample = element.startsWith('float') ? '1.5' : '3';
      const call = `count(np.array([${sample}], dtype=np.${element}))`;
      expect(read('tests/test_count.py')).toContain(call);
      expect(read('src/lib.rs')).toContain(call);
    },
  );

  it('uses the older PyO3 name to let other threads run', async () => {
    tree = createTreeWithEmptyWorkspace();
    await libraryGenerator(tree, { directory: 'libs/old', pyo3Version: '0.25', skipFormat: true });
    await add({ project: 'old', args: 'x: int', returns: 'int', detach: true });
    expect(tree.read('libs/old/src/lib.rs', 'utf-8')).toContain('py.allow_threads(|| x)');
  });

  it('is imported from the extension by its test if __init__.py imports nothing from it', async () => {
    tree.write('libs/fast/python/fast/__init__.py', '"""The package."""\n');
    await add();
    expect(read('python/fast/__init__.py')).toBe('"""The package."""\n');
    expect(read('tests/test_count.py')).toContain('from fast._fast import count\n');
  });

  it('is added to a folder of stubs', async () => {
    const stub = read('python/fast/_fast.pyi');
    tree.delete('libs/fast/python/fast/_fast.pyi');
    tree.write('libs/fast/python/fast/_fast/__init__.pyi', stub);
    await add({ args: 'x: int' });
    expect(read('python/fast/_fast/__init__.pyi')).toContain('def count(x: int) -> None: ...');
    expect(tree.exists('libs/fast/python/fast/_fast.pyi')).toBe(false);
  });

  it('is written to the file that contains the module', async () => {
    const library = read('src/lib.rs');
    tree.write('libs/fast/src/lib.rs', '#[path = "own/python.rs"]\nmod python;\n\nmod broken;\n');
    tree.write('libs/fast/src/own/python.rs', library);
    tree.write('libs/fast/src/broken.rs', 'fn {');
    await add();
    expect(read('src/lib.rs')).not.toContain('count');
    expect(read('src/own/python.rs')).toContain('use super::count;');
  });

  it('is written for the locked release of PyO3', async () => {
    const manifest = (tree.read('libs/fast/Cargo.toml', 'utf-8') ?? '').replace(
      /^pyo3 = .*$/m,
      'pyo3 = { version = ">=0.23" }',
    );
    tree.write('libs/fast/Cargo.toml', manifest);
    const locked = '[[package]]\nname = "pyo3"\nversion = "0.30.1"\nsource = "registry+x"\n';
    tree.write('Cargo.lock', `version = 4\n\n${locked}`);
    await add({ detach: true });
    expect(read('src/lib.rs')).toContain('py.detach(|| {});');
  });

  it('uses the version of a PyO3 in the repository', async () => {
    const manifest = (tree.read('libs/fast/Cargo.toml', 'utf-8') ?? '').replace(
      /^pyo3 = .*$/m,
      'pyo3 = { path = "../../vendor/pyo3" }',
    );
    tree.write('libs/fast/Cargo.toml', manifest);
    tree.write('vendor/pyo3/Cargo.toml', '[package]\nname = "pyo3"\nversion = "0.24.0"\n');
    await add({ detach: true });
    expect(read('src/lib.rs')).toContain('py.allow_threads(|| {});');
  });

  it('is not generated in a file that is not valid Rust', async () => {
    tree.write('libs/fast/src/lib.rs', 'fn {');
    await expect(add()).rejects.toThrow('cannot be parsed');
    expect(tree.exists('libs/fast/tests/test_count.py')).toBe(false);
  });
});

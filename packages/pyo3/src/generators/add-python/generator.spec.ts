import { join } from 'node:path';
import { logger, type Tree } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { refusal } from '../../testing/constructs.ts';
import { addPythonGenerator } from './generator.ts';
import type { AddPythonGeneratorOptions } from './options.ts';

const manifest = 'crates/words/Cargo.toml';
const source = 'crates/words/src/lib.rs';

let tree: Tree;
beforeEach(() => {
  jest.spyOn(logger, 'info').mockImplementation(() => undefined);
  tree = createTreeWithEmptyWorkspace();
  tree.write('Cargo.toml', '[workspace]\nresolver = "3"\nmembers = ["crates/*"]\n');
  tree.write(manifest, '[package]\nname = "words"\nversion = "0.1.0"\nedition = "2024"\n');
  tree.write(
    source,
    `/// Nothing for Python.
pub fn largest<T: Ord>(values: &[T]) -> Option<&T> {
    values.iter().max()
}

/// How many words there are.
pub fn count(text: &str) -> usize {
    text.split_whitespace().count()
}

pub fn parse(text: &str) -> Result<Vec<i64>, String> {
    text.split(' ').map(|one| one.parse().map_err(|_| one.to_string())).collect()
}
`,
  );
});

const read = (file: string) => tree.read(file, 'utf-8') ?? '';
const add = (options: Partial<AddPythonGeneratorOptions> = {}) =>
  addPythonGenerator(tree, { project: 'words', skipFormat: true, ...options });

describe('a library beside a crate', () => {
  it('depends on it, and wraps the first function that Python can call', async () => {
    await add();
    expect(read('crates/words-py/Cargo.toml')).toContain('words = { path = "../words" }');
    const rust = read('crates/words-py/src/lib.rs');
    expect(rust).toContain('/// How many words there are.');
    expect(rust).toContain('fn count(text: &str) -> usize {\n    words::count(text)\n}');
    expect(read('crates/words-py/python/words/_words.pyi')).toContain(
      'def count(text: str) -> int:',
    );
  });

  it('is put into an absolute folder that is inside the workspace', async () => {
    await add({ directory: join(tree.root, 'bindings/words') });
    expect(tree.exists('bindings/words/pyproject.toml')).toBe(true);
  });

  it('leaves the crate unchanged', async () => {
    const before = [read(manifest), read(source)];
    await add();
    expect([read(manifest), read(source)]).toEqual(before);
  });

  it('raises ValueError if Rust returns an error', async () => {
    await add({ function: 'parse' });
    const rust = read('crates/words-py/src/lib.rs');
    expect(rust).toContain('words::parse(text).map_err(value_error)');
    expect(rust).toContain('PyValueError::new_err(error.to_string())');
  });

  it('has defaults for the last arguments if they are optional', async () => {
    const args = 'a: Option<u32>, text: &str, limit: Option<u32>, start: Option<u32>';
    tree.write(source, `pub fn cut(${args}) -> usize {\n    text.len()\n}\n`);
    await add();
    expect(read('crates/words-py/src/lib.rs')).toContain(
      '#[pyo3(signature = (a, text, limit=None, start=None))]',
    );
    expect(read('crates/words-py/python/words/_words.pyi')).toContain(
      'a: int | None, text: str, limit: int | None = None, start: int | None = None',
    );
  });

  it('has an example if nothing can be wrapped, and says why', async () => {
    tree.write(source, 'pub fn largest<T: Ord>(values: &[T]) -> Option<&T> {\n    None\n}\n');
    const after = await add();
    await after();
    expect(jest.mocked(logger.info).mock.calls[0]?.[0]).toContain(
      'largest has type parameters or its own lifetimes',
    );
    expect(read('crates/words-py/src/lib.rs')).toContain('#[pyfunction]');
  });
});

describe('a library that was made before', () => {
  it('gets one function of the crate more, by its name', async () => {
    await add({ function: 'count' });
    await add({ function: 'parse' });
    const rust = read('crates/words-py/src/lib.rs');
    expect(rust).toContain('words::count(text)');
    expect(rust).toContain('words::parse(text)');
    expect(tree.exists('crates/words-py2')).toBe(false);
  });
});

describe('a crate that becomes an extension itself', () => {
  it('is an extension with the feature python, and unchanged without it', async () => {
    const before = read(source);
    await add({ inPlace: true });
    expect(read(source)).toBe(`#[cfg(feature = "python")]\nmod python;\n\n${before}`);
    expect(read(manifest)).toContain('crate-type = ["cdylib", "rlib"]');
    expect(read(manifest)).toMatch(/pyo3 = \{ .*optional = true \}/);
    expect(read(manifest)).toContain('[features]\npython = ["dep:pyo3"]');
    expect(read('crates/words/pyproject.toml')).toContain('features = ["python"]');
    expect(read('crates/words/src/python.rs')).toContain('crate::count(text)');
  });

  it('has no README of the Python package for its own on crates.io', async () => {
    await add({ inPlace: true });
    expect(read(manifest)).toContain('readme = false');
    expect(tree.exists('crates/words/README.md')).toBe(true);
  });
});

describe('a crate that cannot get bindings', () => {
  const says = async (options: Partial<AddPythonGeneratorOptions> = {}) =>
    refusal(tree, async () => void (await add(options)));

  it.each<readonly [string, () => void, string]>([
    ['a program', () => tree.rename(source, 'crates/words/src/main.rs'), 'only binaries'],
    [
      'a library of PyO3',
      () => tree.write(manifest, `${read(manifest)}[dependencies]\npyo3 = "0.30"\n`),
      'it already depends on pyo3',
    ],
    [
      'a procedural macro',
      () => tree.write(manifest, `${read(manifest)}[lib]\nproc-macro = true\n`),
      'it is a procedural macro',
    ],
    ['what cannot be read', () => tree.write(source, 'pub fn f( {\n'), 'cannot be parsed'],
    ['a folder that is taken', () => tree.write('crates/words-py/x', ''), 'crates/words-py'],
  ])('is rejected, and nothing is written: %s', async (_, change, message) => {
    change();
    const said = await says();
    expect(said).toContain(message);
    expect(said).not.toContain('but files were written');
  });

  it.each<readonly [string, Partial<AddPythonGeneratorOptions>, string]>([
    ['a project that is not there', { project: 'nobody' }, 'There is no project "nobody"'],
    ['a function that is not there', { function: 'nothing' }, 'Choose one of: count, parse.'],
    [
      'one that Python cannot call',
      { function: 'largest' },
      'it has type parameters or its own lifetimes',
    ],
    ['a folder outside', { directory: '../out' }, '"../out" is not a folder inside the workspace'],
    [
      'a folder, in place',
      { inPlace: true, directory: 'x' },
      '--directory cannot be combined with --inPlace',
    ],
  ])('is rejected, and nothing is written: %s', async (_, options, message) => {
    const said = await says(options);
    expect(said).toContain(message);
    expect(said).not.toContain('but files were written');
  });

  it.each([
    ['#![no_std]\n', 'it is no_std'],
    ['#![forbid(unsafe_code)]\n', 'it forbids unsafe code'],
  ])('is rejected in place for %j', async (attribute, message) => {
    tree.write(source, attribute + read(source));
    expect(await says({ inPlace: true })).toContain(message);
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addPythonGenerator } from '../src/generators/add-python/generator.ts';
import { writeTree } from './constructs/libraries.ts';
import { complaints, libpython, pythonOf } from './generated/tools.ts';

let root: string;
let venv: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'pyo3-add-python-'));
  venv = join(root, 'venv');
  expect(complaints('uv', ['venv', '--quiet', venv], { cwd: root })).toBeUndefined();
  const tools = ['pip', 'install', '--quiet', '--python', pythonOf(venv), 'pytest'];
  expect(complaints('uv', tools, { cwd: root })).toBeUndefined();
});
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

const crate = `//! Words.

use std::num::ParseIntError;

/// Nothing for Python.
pub fn largest<T: Ord>(values: &[T]) -> Option<&T> {
    values.iter().max()
}

/// The number of words that are longer than \`least\`.
pub fn long_words(text: &str, least: usize, besides: &[String]) -> usize {
    let long = text.split_whitespace().filter(|word| word.len() > least);
    long.count() + besides.len()
}

/// The sum of numbers in a text.
pub fn sum(text: &str) -> Result<i64, ParseIntError> {
    text.split_whitespace().map(str::parse::<i64>).sum()
}

#[cfg(test)]
mod tests {
    #[test]
    fn counts() {
        assert_eq!(super::long_words("a bcd", 2, &[]), 1);
    }
}
`;

const ways = [
  { what: 'by a library beside it', options: {}, folder: 'words-py', wraps: 'long_words' },
  { what: 'that may fail', options: { function: 'sum' }, folder: 'words-py', wraps: 'sum' },
  { what: 'behind a feature', options: { inPlace: true }, folder: 'words', wraps: 'long_words' },
] as const;

describe('a crate that gets bindings', () => {
  it.each(ways)('has a function $what, and everything about it is well', async (way) => {
    const { options, wraps } = way;
    const features = 'inPlace' in options ? ['--features=python'] : [];
    const repository = mkdtempSync(join(root, 'repository-'));
    const tree = createTreeWithEmptyWorkspace();
    tree.write('Cargo.toml', '[workspace]\nresolver = "3"\nmembers = ["crates/*"]\n');
    tree.write(
      'crates/words/Cargo.toml',
      '[package]\nname = "words"\nversion = "0.1.0"\nedition = "2024"\n',
    );
    tree.write('crates/words/src/lib.rs', crate);
    await addPythonGenerator(tree, { project: 'words', skipFormat: true, ...options });
    writeTree(tree, repository);

    const cwd = join(repository, 'crates', way.folder);
    const env = {
      CARGO_TARGET_DIR: process.env['CARGO_TARGET_DIR'] ?? join(root, 'target'),
      CARGO_PROFILE_DEV_DEBUG: '0',
    };
    const embedding = { cwd, venv, env: { ...env, ...libpython(venv) } };
    const usual = { cwd, venv, env };
    const lint = ['clippy', '--quiet', '--all-targets', ...features, '--', '-Dwarnings'];
    const types = ['--strict', `--python-executable=${pythonOf(venv)}`, 'python', 'tests'];
    const complained = [
      complaints('cargo', ['fmt', '--check'], usual),
      complaints('cargo', lint, embedding),
      complaints('cargo', ['test', '--quiet', ...features], embedding),
      complaints('maturin', ['develop', '--quiet'], usual),
      complaints(pythonOf(venv), ['-m', 'pytest', '-q'], usual),
      complaints('ruff', ['check', '.'], usual),
      complaints('ruff', ['format', '--check', '.'], usual),
      complaints('mypy', types, usual),
    ].filter((one) => one !== undefined);
    expect(complained).toEqual([]);
    const tests = tree
      .listChanges()
      .filter(({ path }) => path.startsWith(`crates/${way.folder}/tests/`))
      .map(({ content }) => content?.toString() ?? '');
    expect(tests.join('\n')).toContain(`${wraps}(`);
  });
});

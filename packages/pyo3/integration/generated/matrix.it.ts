import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { combinations, type Combination } from './combinations.ts';
import {
  distinct,
  generate,
  writeCargoWorkspace,
  writeLibrary,
  type GeneratedLibrary,
} from './generated-library.ts';
import { complaints } from './tools.ts';

const isRust = (path: string) => path.endsWith('.rs') || path.endsWith('Cargo.toml');
const isPython = (path: string) => /\.pyi?$|py\.typed$|pyproject\.toml$/.test(path);

let root: string;
let libraries: readonly GeneratedLibrary[];

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'pyo3-matrix-'));
  libraries = await Promise.all(combinations.map(generate));
});
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

describe('every combination of the options of `pyo3:lib`', () => {
  it('is generated, and none is left out', () => {
    expect(libraries).toHaveLength(288);
    const described = libraries.map(({ combination }) => JSON.stringify(combination));
    expect(new Set(described).size).toBe(288);
  });

  it('passes `ruff check` and `ruff format --check`', () => {
    const cwd = join(root, 'ruff');
    for (const library of libraries) writeLibrary(cwd, library);
    expect(complaints('ruff', ['check', '--no-cache', '.'], { cwd })).toBeUndefined();
    expect(complaints('ruff', ['format', '--no-cache', '--check', '.'], { cwd })).toBeUndefined();
  });

  // Features of one cargo workspace unify, so those with the stable ABI have their own.
  it.each([['off'], ['3.10']] as const)(
    'passes `cargo fmt --check` and `cargo clippy -D warnings` with abi3 %s',
    (abi3: Combination['abi3']) => {
      const chosen = libraries.filter(({ combination }) => combination.abi3 === abi3);
      const crates = distinct(chosen, isRust);
      // 3 examples, with and without NumPy, with and without tests; two kinds of module name.
      expect(crates).toHaveLength(24);
      const cwd = join(root, `cargo-${abi3}`);
      for (const library of crates) writeLibrary(cwd, library);
      writeCargoWorkspace(cwd, crates);
      const clippy = ['clippy', '--quiet', '--workspace', '--all-targets', '--', '-D', 'warnings'];
      const env = { CARGO_TARGET_DIR: process.env['CARGO_TARGET_DIR'] ?? join(root, 'target') };
      expect(complaints('cargo', ['fmt', '--all', '--check'], { cwd, env })).toBeUndefined();
      expect(complaints('cargo', clippy, { cwd, env })).toBeUndefined();
    },
  );

  it('passes `mypy --strict`', () => {
    const typed = libraries.filter(({ files }) => files['pyproject.toml']?.includes('[tool.mypy]'));
    // All but a pure library without stubs and without tests, which has no Python to check.
    expect(libraries.length - typed.length).toBe(24);
    const projects = distinct(typed, isPython, /requires-python = .*/g);
    expect(projects).toHaveLength(66);
    const cwd = join(root, 'mypy');
    mkdirSync(cwd, { recursive: true });
    for (const library of projects) writeLibrary(cwd, library);
    const args = ['--strict', '--cache-dir', join(cwd, 'cache')];
    const found = projects.flatMap(({ name }) => {
      const complaint = complaints('mypy', args, { cwd: join(cwd, 'libs', name) });
      return complaint === undefined ? [] : [`${name}: ${complaint}`];
    });
    expect(found).toEqual([]);
  });
});

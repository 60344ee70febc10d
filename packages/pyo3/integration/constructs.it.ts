import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addLibrary, writeTree } from './constructs/libraries.ts';
import { randomSteps } from './constructs/steps.ts';
import { complaints, libpython, pythonOf } from './generated/tools.ts';

let root: string;
let venv: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'pyo3-constructs-'));
  venv = join(root, 'venv');
  expect(complaints('uv', ['venv', '--quiet', venv], { cwd: root })).toBeUndefined();
  const install = ['pip', 'install', '--quiet', '--python', pythonOf(venv)];
  expect(
    complaints('uv', [...install, 'mypy', 'pytest', 'numpy', 'typing_extensions'], { cwd: root }),
  ).toBeUndefined();
});
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

const seed = Number(process.env['PYO3_CONSTRUCTS_SEED'] ?? '1');
const libraries = [
  { name: 'flat', layout: 'pure', form: 'functional' },
  { name: 'mixed', layout: 'mixed', form: 'declarative' },
  { name: 'srced', layout: 'src', form: 'declarative' },
] as const;

describe(`what a random sequence of generators makes (seed ${String(seed)})`, () => {
  let cwd: string;
  const env = () => ({ CARGO_TARGET_DIR: process.env['CARGO_TARGET_DIR'] ?? join(root, 'target') });
  const where = () => ({ cwd, venv, env: env() });

  beforeAll(async () => {
    cwd = join(root, 'random');
    const tree = createTreeWithEmptyWorkspace();
    for (const [index, { name, layout, form }] of libraries.entries()) {
      await addLibrary(tree, name, form, { layout, example: 'minimal' });
      const steps = [...randomSteps(seed + index, name)].slice(0, 6);
      for (const one of steps) {
        await one.run(tree).catch((error: unknown) => {
          throw new Error(`${name}: ${one.title}`, { cause: error });
        });
      }
    }
    writeTree(tree, cwd);
  });

  it('passes cargo fmt', () => {
    expect(complaints('cargo', ['fmt', '--all', '--check'], where())).toBeUndefined();
  });
  it('passes clippy', () => {
    const clippy = ['clippy', '--quiet', '--workspace', '--all-targets', '--', '-D', 'warnings'];
    expect(complaints('cargo', clippy, where())).toBeUndefined();
  });
  it('passes ruff', () => {
    expect(complaints('ruff', ['check', '--no-cache', '.'], where())).toBeUndefined();
    expect(complaints('ruff', ['format', '--no-cache', '--check', '.'], where())).toBeUndefined();
  });
  it('passes cargo test', () => {
    const outcome = complaints('cargo', ['test', '--quiet', '--workspace'], {
      ...where(),
      env: { ...env(), ...libpython(venv) },
    });
    expect(outcome).toBeUndefined();
  });
  it.each(libraries)('can be imported, passes pytest, mypy and stubtest: $name', ({ name }) => {
    const library = { ...where(), cwd: join(cwd, 'libs', name) };
    expect(complaints('maturin', ['develop', '--quiet'], library)).toBeUndefined();
    expect(complaints(pythonOf(venv), ['-m', 'pytest', '-q'], library)).toBeUndefined();
    expect(complaints(pythonOf(venv), ['-m', 'mypy'], library)).toBeUndefined();
    const allowlist = join(root, 'allowlist.txt');
    writeFileSync(allowlist, 'flat\\.flat\n');
    const stubtest = ['-m', 'mypy.stubtest', name, '--allowlist', allowlist];
    expect(
      complaints(pythonOf(venv), [...stubtest, '--ignore-unused-allowlist'], library),
    ).toBeUndefined();
  });
});

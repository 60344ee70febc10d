import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Crate } from '../project/folder/pyo3-project.ts';
import { checkInterpreter } from './check-interpreter.ts';
import { checkRust } from './preflight.ts';
import { environmentFixture, fakeRunner, interpreterFixture } from '../testing/environments.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'pyo3-preflight-'));
  for (const name of ['cargo', 'rustc']) {
    write(`bin/${name}${process.platform === 'win32' ? '.EXE' : ''}`);
  }
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

function write(path: string, text = ''): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  chmodSync(join(root, path), 0o755);
}

const crate: Crate = {
  name: 'a',
  manifestPath: 'libs/a/Cargo.toml',
  root: 'libs/a',
  cargoRoot: '.',
};

function check(changes: Partial<Crate>, stdout = 'rustc 1.80.1 (abc 2026-01-01)\n') {
  const env = { PATH: join(root, 'bin'), PATHEXT: '.EXE', CARGO_HOME: join(root, 'cargo home') };
  const { run } = fakeRunner(() => ({ stdout, stderr: 'error: broken\n' }));
  return checkRust({ ...crate, ...changes }, { workspaceRoot: root, run, env });
}

describe('checkRust', () => {
  it('accepts a crate that states no version, or one that rustc has', async () => {
    await check({});
    await check({ rustVersion: '1.80' });
  });

  it('compares with what the crate says', async () => {
    await expect(check({ rustVersion: '1.85' })).rejects.toMatchObject({
      code: 'tool-too-old',
      message: 'Rust 1.80.1 is older than 1.85, which the crate a needs.',
      location: { file: 'libs/a/Cargo.toml' },
      hint: expect.stringContaining('rustup update'),
    });
  });

  it('compares with what the locked pyo3 says, once cargo has it', async () => {
    const crateWithPyo3 = { pyo3Requirement: '0.30' };
    write('Cargo.lock', '[[package]]\nname = "pyo3"\nversion = "0.30.1"\n');
    await check(crateWithPyo3);
    const manifest = '[package]\nname = "pyo3"\nrust-version = "1.85"\n';
    write('cargo home/registry/src/index-1/pyo3-0.30.1/Cargo.toml', manifest);
    await expect(check(crateWithPyo3)).rejects.toMatchObject({
      message: 'Rust 1.80.1 is older than 1.85, which pyo3 0.30.1 needs.',
    });
  });

  it('says when rustc does not run, and when there is no cargo', async () => {
    await expect(check({}, '')).rejects.toMatchObject({
      code: 'command-failed',
      message: 'rustc does not run: error: broken.',
    });
    rmSync(join(root, 'bin'), { recursive: true });
    // What is in the crate's folder or the current one is none.
    write('libs/a/cargo');
    write('libs/a/rustc');
    await expect(check({})).rejects.toMatchObject({ code: 'tool-missing' });
  });
});

describe('checkInterpreter', () => {
  const distribution = {
    name: 'a',
    normalizedName: 'a',
    pyprojectPath: 'libs/a/pyproject.toml',
    requiresPython: '>=3.10',
  };
  const environment = (version: readonly [number, number, number]) =>
    environmentFixture({ interpreter: interpreterFixture({ version }) });

  it('accepts what requires-python allows', () => {
    expect(() => checkInterpreter(distribution, environment([3, 10, 0]))).not.toThrow();
  });

  it('names both versions and the ways out otherwise', () => {
    expect(() => checkInterpreter(distribution, environment([3, 9, 18]))).toThrow(
      expect.objectContaining({
        code: 'interpreter-unsupported',
        message: 'a needs Python >=3.10, and /ws/.venv/bin/python is 3.9.18.',
        location: { file: 'libs/a/pyproject.toml' },
        hint: expect.stringContaining('uv venv --python ">=3.10"'),
      }),
    );
  });
});

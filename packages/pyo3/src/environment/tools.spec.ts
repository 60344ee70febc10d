import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { environmentFixture, interpreterFixture } from '../testing/environments.ts';
import { findBackendPython } from './backend-python.ts';
import { environmentModule, findCargo, findTool } from './tools.ts';
import { programFolder } from './virtual-environment.ts';

const suffix = process.platform === 'win32' ? '.EXE' : '';
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'pyo3-tools-'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

function program(folder: string, name: string): string {
  const path = join(folder, name + suffix);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, '');
  chmodSync(path, 0o755);
  return path;
}

describe('findTool', () => {
  const context = () => ({
    environment: environmentFixture({ prefix: join(root, '.venv') }),
    env: { PATH: join(root, 'path'), PATHEXT: '.EXE' },
  });

  it("takes the environment's own before the one on the PATH", () => {
    const own = program(programFolder(join(root, '.venv')), 'maturin');
    program(join(root, 'path'), 'maturin');
    expect(findTool('maturin', context())).toEqual({
      name: 'maturin',
      program: own,
      args: [],
      origin: 'environment',
    });
  });

  it('takes the one on the PATH before uvx', () => {
    const onPath = program(join(root, 'path'), 'ruff');
    program(join(root, 'path'), 'uv');
    expect(findTool('ruff', context())).toMatchObject({ program: onPath, origin: 'path' });
  });

  it('lets uv fetch what is nowhere', () => {
    const uv = program(join(root, 'path'), 'uv');
    expect(findTool('mypy', context())).toEqual({
      name: 'mypy',
      program: uv,
      args: ['tool', 'run', 'mypy'],
      origin: 'uvx',
    });
  });

  it('says how to install what cannot be had', () => {
    expect(() => findTool('maturin', context())).toThrow(
      expect.objectContaining({
        code: 'tool-missing',
        message: 'maturin is needed, and it is not installed.',
        hint: expect.stringContaining('uv add --dev maturin'),
      }),
    );
    expect(() => findCargo(context().env)).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('Install Rust') }),
    );
  });
});

it('runs pytest inside the environment, wherever a `pytest` program may be', () => {
  expect(environmentModule('pytest', environmentFixture())).toMatchObject({
    program: '/ws/.venv/bin/python',
    args: ['-m', 'pytest'],
  });
});

function findBackend(requires: readonly string[]) {
  const interpreter = interpreterFixture({ sitePackages: root });
  return findBackendPython({
    module: 'maturin',
    requires,
    environment: environmentFixture({ interpreter }),
    env: { PATH: join(root, 'bin'), PATHEXT: '.EXE' },
  });
}

describe('the Python that asks a build backend', () => {
  it('is that of the environment, where it has the backend', () => {
    mkdirSync(join(root, 'maturin'));
    writeFileSync(join(root, 'maturin', '__init__.py'), '');
    expect(findBackend([])).toMatchObject({ program: '/ws/.venv/bin/python', args: [] });
  });

  it('is one of uv with what the build system requires, else', () => {
    const uv = program(join(root, 'bin'), 'uv');
    const tool = findBackend(['maturin>=1.9,<2']);
    expect(tool?.program).toBe(uv);
    expect(tool?.args.slice(-4)).toEqual([
      '/ws/.venv/bin/python',
      '--with',
      'maturin>=1.9,<2',
      'python',
    ]);
  });

  it('is none, without both', () => {
    expect(findBackend([])).toBeUndefined();
  });
});

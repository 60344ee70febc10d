import { mkdirSync, mkdtempSync, rmSync, writeFileSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { findBackendPython } from './backend-python.ts';
import { environmentFixture, interpreterFixture } from '../testing/environments.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'pyo3-backend-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function find(requires: readonly string[]) {
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
    expect(find([])).toMatchObject({ program: '/ws/.venv/bin/python', args: [] });
  });

  it('is one of uv with what the build system requires, else', () => {
    mkdirSync(join(root, 'bin'));
    const uv = join(root, 'bin', process.platform === 'win32' ? 'uv.EXE' : 'uv');
    writeFileSync(uv, '');
    chmodSync(uv, 0o755);
    const tool = find(['maturin>=1.9,<2']);
    expect(tool?.program).toBe(uv);
    expect(tool?.args.slice(-4)).toEqual([
      '/ws/.venv/bin/python',
      '--with',
      'maturin>=1.9,<2',
      'python',
    ]);
  });

  it('is none, without both', () => {
    expect(find([])).toBeUndefined();
  });
});

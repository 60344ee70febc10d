import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { memoryReader } from '../files/memory.ts';
import { plannedMaturin } from './planned-maturin.ts';

const suffix = process.platform === 'win32' ? '.EXE' : '';
let bin: string;
beforeEach(() => {
  bin = mkdtempSync(join(tmpdir(), 'pyo3-planned-'));
});
afterEach(() => {
  rmSync(bin, { recursive: true });
});

function installUv(): void {
  writeFileSync(join(bin, `uv${suffix}`), '');
  chmodSync(join(bin, `uv${suffix}`), 0o755);
}

/** What uv is asked for, and what is made of its answer. */
function plan(pyproject: string | undefined) {
  const asked: string[] = [];
  const files: Record<string, string> =
    pyproject === undefined ? {} : { 'pyproject.toml': pyproject };
  const version = plannedMaturin(memoryReader(files), { PATH: bin, PATHEXT: '.EXE' }, (_, args) => {
    asked.push(args.join(' '));
    return 'maturin 1.16.0\n';
  });
  return { version, asked };
}

describe('the maturin of an environment that is not there yet', () => {
  it('is the one that uv chooses for the requirement of the workspace, without extras', () => {
    installUv();
    expect(plan('[dependency-groups]\ndev = ["Maturin[zig] >=1.9, <2", "pytest"]')).toEqual({
      version: 'maturin 1.16.0',
      asked: ['tool run --from maturin>=1.9, <2 maturin --version'],
    });
  });

  it.each([undefined, '[dependency-groups]\ndev = ["pytest"]'])(
    'is the one that the plugin installs where the workspace names none: %s',
    (text) => {
      installUv();
      expect(plan(text).asked).toEqual(['tool run --from maturin>=1.9.4,<2 maturin --version']);
    },
  );

  it('is not known without uv, and uv is not asked for what is not an index’s', () => {
    expect(plan(undefined)).toEqual({ version: undefined, asked: [] });
    installUv();
    for (const dev of ['"maturin @ file:///maturin"', '"maturin']) {
      expect(plan(`[dependency-groups]\ndev = [${dev}]`)).toEqual({
        version: undefined,
        asked: [],
      });
    }
  });

  it('is not known when uv fails', () => {
    installUv();
    const asks = () =>
      plannedMaturin(memoryReader({}), { PATH: bin, PATHEXT: '.EXE' }, () => undefined);
    expect(asks()).toBeUndefined();
  });
});

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { renewGraphFile } from './nx-graph-file.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'pyo3-graph-file-'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

const before = new Date('2026-01-01');

function write(path: string, text: string): string {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  utimesSync(file, before, before);
  return file;
}

const useNx = (version: string) =>
  write('node_modules/nx/package.json', JSON.stringify({ version, bin: { nx: 'bin/nx.js' } }));
const isRenewed = (file: string) => statSync(file).mtimeMs > before.getTime();

describe('the file of the graph', () => {
  it('gets another time with Nx 22, whose daemon writes it anew for that reason only', () => {
    useNx('22.7.12');
    const file = write('.nx/workspace-data/project-graph.json', '{}');
    renewGraphFile(root, {});
    expect(isRenewed(file)).toBe(true);
  });

  it('is found where the environment has it', () => {
    useNx('22.7.12');
    const file = write('data/project-graph.json', '{}');
    renewGraphFile(root, { NX_WORKSPACE_DATA_DIRECTORY: 'data' });
    expect(isRenewed(file)).toBe(true);
  });

  it.each(['23.3.2', '24.0.6'])('is left to Nx %s', (version) => {
    useNx(version);
    const file = write('.nx/workspace-data/project-graph.json', '{}');
    renewGraphFile(root, {});
    expect(isRenewed(file)).toBe(false);
  });

  it('need not be there', () => {
    useNx('22.7.12');
    expect(() => renewGraphFile(root, {})).not.toThrow();
  });

  it('is left alone where there is no Nx', () => {
    const file = write('.nx/workspace-data/project-graph.json', '{}');
    renewGraphFile(root, {});
    expect(isRenewed(file)).toBe(false);
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { envFilesDigest } from './env-files-digest.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'pyo3-env-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function digestOf(text: string): string | null {
  writeFileSync(join(root, '.env.local'), text);
  return envFilesDigest(root, ['.env.local']);
}

it('changes with the variables, not with their order or with comments', () => {
  const one = digestOf('STAGE=1\nLEVEL="two words"\n');
  expect(digestOf('# levels\nLEVEL=two words\n\nSTAGE=1\n')).toBe(one);
  expect(digestOf('STAGE=2\nLEVEL="two words"\n')).not.toBe(one);
  expect(one).toMatch(/^[0-9a-f]{16}$/);
});

it('is nothing where no tool gets a variable: those of Nx and secrets do not count', () => {
  expect(digestOf('NX_PARALLEL=8\nNX_CLOUD_ACCESS_TOKEN=abc\nTWINE_PASSWORD=abc\n')).toBeNull();
  expect(digestOf('')).toBeNull();
  expect(envFilesDigest(root, ['.env'])).toBeNull();
  expect(envFilesDigest(root, [])).toBeNull();
});

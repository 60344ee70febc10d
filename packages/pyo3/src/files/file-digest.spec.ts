import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { digestOf } from './file-digest.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pyo3-digest-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the digest of a file', () => {
  it('is the SHA-256 of its content', () => {
    writeFileSync(join(folder, 'a'), 'abc');
    // FIPS 180-2, appendix B.1
    expect(digestOf(join(folder, 'a'))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });

  const onUnix = process.platform === 'win32' ? it.skip : it;
  onUnix('is not known where there is none, or a folder, a pipe or a device', () => {
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    symlinkSync('/dev/zero', join(folder, 'device'));
    const found = ['absent', '.', 'pipe', 'device'].map((name) => digestOf(join(folder, name)));
    expect(found).toEqual([undefined, undefined, undefined, undefined]);
  });
});

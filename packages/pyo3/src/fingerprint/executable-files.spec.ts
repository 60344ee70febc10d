import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { executableFiles } from './executable-files.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pyo3-modes-'));
  writeFileSync(join(folder, 'git'), '');
  chmodSync(join(folder, 'git'), 0o755);
});
afterEach(() => rmSync(folder, { recursive: true }));

const staged = ['100644 aa 0\tlib/a.py', '100755 bb 0\tlib/run me.sh', ''].join('\0');

function found(index: string | undefined, changes = '', platform: NodeJS.Platform = 'linux') {
  const env = { PATH: folder };
  const ask = (_program: string, [command]: readonly string[]) =>
    command === 'ls-files' ? index : changes;
  return executableFiles(['lib'], env, ask, platform);
}

describe('which files can be executed', () => {
  it('is told by the index, whatever the others hold', () => {
    expect(found(staged)).toBe(found(staged.replace('aa', 'cc')));
    expect(found(staged)).not.toBe(found(staged.replace('100644', '100755')));
  });

  it('is told by what was changed and not added', () => {
    const added = ':100644 100755 aa 00 M\0lib/a.py\0';
    const removed = ':100755 100644 bb 00 M\0lib/run me.sh\0';
    expect(found(staged, added)).toBe(found(staged.replace('100644', '100755')));
    expect(found(staged, removed)).toBe(found(''));
  });

  it('is not known outside a repository, and nothing on Windows', () => {
    expect(found(undefined)).toBeNull();
    expect(found(staged, '', 'win32')).toBeNull();
  });
});

import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { askIn } from '../process/ask.ts';
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
  const ask = (_program: string, args: readonly string[]) => {
    if (args.includes('diff-files')) return changes;
    return args.includes('--others') ? '' : index;
  };
  return executableFiles(folder, ['lib'], env, ask, platform);
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

describe('which files of a repository can be executed', () => {
  const env = { PATH: process.env['PATH'] ?? '' };
  const lookAt = () => executableFiles(folder, ['lib'], env, askIn(folder, env));
  const git = (...args: readonly string[]) =>
    expect(spawnSync('git', args, { cwd: folder, env }).status).toBe(0);

  beforeEach(() => {
    mkdirSync(join(folder, 'lib'));
    writeFileSync(join(folder, 'lib', 'tool'), '');
    git('init', '--quiet');
  });

  it('is known where git has more than 1 MiB to list', () => {
    const name = 'a'.repeat(200);
    for (let index = 0; index < 5_000; index += 1) {
      writeFileSync(join(folder, 'lib', `${name}${index}`), '');
    }
    git('add', 'lib');
    const before = lookAt();
    expect(before).not.toBeNull();
    chmodSync(join(folder, 'lib', 'tool'), 0o755);
    expect(lookAt()).not.toBe(before);
  });

  it('includes files that are not added to git, and not those that it ignores', () => {
    const before = lookAt();
    chmodSync(join(folder, 'lib', 'tool'), 0o755);
    expect(lookAt()).not.toBe(before);
    writeFileSync(join(folder, '.gitignore'), 'tool\n');
    expect(lookAt()).toBe(before);
  });

  it('is read off the disk where git does not look at modes', () => {
    git('add', 'lib');
    git('config', 'core.fileMode', 'false');
    const before = lookAt();
    chmodSync(join(folder, 'lib', 'tool'), 0o755);
    expect(lookAt()).not.toBe(before);
  });
});

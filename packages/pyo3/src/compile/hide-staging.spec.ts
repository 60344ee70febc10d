import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { hideStaging } from './hide-staging.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'pyo3-hide-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

const hide = (workspace = '.') => hideStaging(join(root, workspace), 'libs/a/.nx-pyo3/compile');
const excluded = (git = '.git') => readFileSync(join(root, git, 'info/exclude'), 'utf8');

describe('the staging folder', () => {
  it('is ignored in this clone if no ignore file lists it, and only once', () => {
    write('.git/info/exclude', '# mine');
    hide();
    hide();
    expect(excluded()).toBe('# mine\n.nx-pyo3/\n');
  });

  it.each(['.gitignore', 'libs/.gitignore'])('is left to %s if that lists it', (file) => {
    write('.git/HEAD', '');
    write(file, '.nx-pyo3/\n');
    hide();
    expect(existsSync(join(root, '.git/info'))).toBe(false);
  });

  it('is ignored if the workspace is a part of the repository', () => {
    write('.git/HEAD', '');
    mkdirSync(join(root, 'part'));
    hide('part');
    expect(excluded()).toBe('.nx-pyo3/\n');
  });

  it('is ignored in a worktree as in its main checkout', () => {
    write('tree/.git', `gitdir: ${join(root, 'main/.git/worktrees/tree')}\n`);
    write('main/.git/worktrees/tree/commondir', '../..\n');
    hide('tree');
    expect(excluded('main/.git')).toBe('.nx-pyo3/\n');
  });

  it('is not ignored without git', () => {
    expect(() => hide()).not.toThrow();
  });
});

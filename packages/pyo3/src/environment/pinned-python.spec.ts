import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { pinnedPython } from './pinned-python.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pyo3-pinned-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function pinned(text: string) {
  writeFileSync(join(folder, '.python-version'), text);
  return pinnedPython(folder);
}

it.each(['3', '3.12', '3.13.0rc1', '3.14t', 'pypy3.10', 'cpython@3.12', '# ours\n\n 3.12 \n3.11'])(
  '.python-version names a version: %j',
  (text) => {
    const version = text.split('\n').find((line) => /^ ?[a-z3]/.test(line)) ?? '';
    expect(pinned(text)).toEqual({ version: version.trim() });
  },
);

it.each([
  './evil',
  'bin/python',
  '/usr/bin/python3',
  'evil',
  '--config-file=x',
  'C:\\py.exe',
  '3.12/x',
])('.python-version does not name a version: %j', (text) => {
  expect(pinned(text)).toBe('other');
});

const onUnix = process.platform === 'win32' ? it.skip : it;

onUnix('.python-version may be a pipe or a device, which is not read', () => {
  execFileSync('mkfifo', [join(folder, '.python-version')]);
  symlinkSync('/dev/zero', join(folder, '.python-versions'));
  expect(pinnedPython(folder)).toBeUndefined();
});

it('.python-version of an enclosing folder counts, and the nearest one wins', () => {
  mkdirSync(join(folder, 'ws'));
  expect(pinnedPython(join(folder, 'ws'))).toBeUndefined();
  writeFileSync(join(folder, '.python-versions'), '3.11\n3.12\n');
  expect(pinnedPython(join(folder, 'ws'))).toEqual({ version: '3.11' });
  writeFileSync(join(folder, 'ws', '.python-version'), './evil\n');
  expect(pinnedPython(join(folder, 'ws'))).toBe('other');
});

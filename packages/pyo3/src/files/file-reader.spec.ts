import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { diskReader } from './disk.ts';
import type { FileReader } from './file-reader.ts';
import { memoryReader } from './memory.ts';
import { observingReader } from './observing-reader.ts';
import { treeReader } from './tree.ts';

const files = {
  'Cargo.toml': '[workspace]\n',
  'libs/a/Cargo.toml': '[package]\n',
  'libs/a/src/lib.rs': '// a\n',
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pyo3-files-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function onDisk(): FileReader {
  writeFiles();
  return diskReader(folder);
}

function observed(): FileReader {
  writeFiles();
  return observingReader(folder, () => true);
}

function writeFiles(): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

function inTree(): FileReader {
  const tree = createTreeWithEmptyWorkspace();
  for (const name of tree.children('')) tree.delete(name);
  for (const [path, text] of Object.entries(files)) tree.write(path, text);
  return treeReader(tree);
}

describe.each([
  ['disk', onDisk],
  ['disk, observed', observed],
  ['memory', () => memoryReader(files)],
  ['tree', inTree],
])('a FileReader of %s', (_name, make) => {
  it('reads text, and returns nothing if there is no file', () => {
    const reader = make();
    expect(reader.read('libs/a/Cargo.toml')).toBe('[package]\n');
    expect(reader.read('libs/b/Cargo.toml')).toBeUndefined();
    expect(reader.read('Cargo.toml/x')).toBeUndefined();
  });

  it('distinguishes files from folders', () => {
    const reader = make();
    expect([reader.isFile('Cargo.toml'), reader.isDirectory('Cargo.toml')]).toEqual([true, false]);
    expect([reader.isFile('libs/a'), reader.isDirectory('libs/a')]).toEqual([false, true]);
    expect([reader.isFile('none'), reader.isDirectory('none')]).toEqual([false, false]);
    expect(reader.isDirectory('.')).toBe(true);
  });

  it('lists names in order, and nothing for anything but a folder', () => {
    const reader = make();
    expect(reader.list('.')).toEqual(['Cargo.toml', 'libs']);
    expect(reader.list('libs/a')).toEqual(['Cargo.toml', 'src']);
    expect(reader.list('Cargo.toml')).toEqual([]);
    expect(reader.list('none')).toEqual([]);
  });

  it('reports the kinds of entries, in order', () => {
    const reader = make();
    expect(reader.entries('libs/a')).toEqual([
      { name: 'Cargo.toml', kind: 'file' },
      { name: 'src', kind: 'folder' },
    ]);
    expect(reader.entries('none')).toEqual([]);
  });
});

describe('diskReader', () => {
  it('reports which file cannot be read, and why', () => {
    mkdirSync(join(folder, 'Cargo.toml'));
    expect(() => diskReader(folder).read('Cargo.toml')).toThrow(
      expect.objectContaining({
        code: 'manifest-unreadable',
        message: 'The file cannot be read (EISDIR).',
        location: { file: 'Cargo.toml' },
      }),
    );
  });

  it('treats a loop of links as missing', () => {
    symlinkSync('loop', join(folder, 'loop'));
    const reader = diskReader(folder);
    expect([reader.isFile('loop'), reader.isDirectory('loop')]).toEqual([false, false]);
    expect(reader.list('loop')).toEqual([]);
  });

  it('distinguishes a link to a folder from the folder', () => {
    mkdirSync(join(folder, 'real'));
    symlinkSync('real', join(folder, 'again'));
    expect(diskReader(folder).entries('.')).toEqual([
      { name: 'again', kind: 'link' },
      { name: 'real', kind: 'folder' },
    ]);
  });

  it('reads a file through a path with spaces and other alphabets', () => {
    mkdirSync(join(folder, 'bücher und 本'));
    writeFileSync(join(folder, 'bücher und 本/Cargo.toml'), 'x');
    chmodSync(join(folder, 'bücher und 本/Cargo.toml'), 0o444);
    expect(diskReader(folder).read('bücher und 本/Cargo.toml')).toBe('x');
  });

  const onLinux = process.platform === 'linux' ? it : it.skip;
  onLinux('does not start to read a file of the kernel, which may never end [linux only]', () => {
    symlinkSync('/proc/uptime', join(folder, 'setup.cfg'));
    expect(diskReader(folder).read('setup.cfg')).toBe('');
  });
});

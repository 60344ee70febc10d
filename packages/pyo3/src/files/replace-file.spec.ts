import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { renderError } from '../diagnostics/render.ts';
import { replaceFile, requireWritable, unwritable } from './replace-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pyo3-replace-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('a file that is replaced', () => {
  it('has the new content, and no other file is left behind', () => {
    writeFileSync(join(folder, 'a'), 'old');
    replaceFile(join(folder, 'a'), 'new');
    expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('new');
    expect(readdirSync(folder)).toEqual(['a']);
  });

  it('reports a folder at its path, and leaves nothing behind', () => {
    mkdirSync(join(folder, 'a'));
    expect(() => replaceFile(join(folder, 'a'), 'new')).toThrow('a folder has this path');
    expect(readdirSync(folder)).toEqual(['a']);
  });

  it('reports a file at the path of its folder', () => {
    writeFileSync(join(folder, 'a'), '');
    expect(() => replaceFile(join(folder, 'a', 'b'), '')).toThrow(
      'a file has the path of its folder',
    );
  });

  it.each([
    ['EACCES', 'permission denied.'],
    ['EROFS', 'the file system is read-only.'],
    ['ENOSPC', 'the disk is full.'],
    ['EIO', 'the system reports EIO.'],
  ])('explains %s and how to fix it', (code, reason) => {
    const error = Object.assign(new Error(code), { code });
    expect(renderError(unwritable('/x/a', error))).toMatch(
      new RegExp(`^/x/a cannot be written: ${reason} \\[file-unwritable\\]\n  → .+`),
    );
  });
});

describe('a folder for new files', () => {
  it('is accepted, and may be absent', () => {
    expect(() => requireWritable(folder)).not.toThrow();
    expect(() => requireWritable(join(folder, 'none'))).not.toThrow();
  });

  it('is rejected if a file is at the path of one of its parents', () => {
    writeFileSync(join(folder, 'a'), '');
    expect(() => requireWritable(join(folder, 'a', 'b'))).toThrow(
      'a file has the path of its folder',
    );
  });
});

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
  it('has the new content, and nothing else is left', () => {
    writeFileSync(join(folder, 'a'), 'old');
    replaceFile(join(folder, 'a'), 'new');
    expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('new');
    expect(readdirSync(folder)).toEqual(['a']);
  });

  it('is told to be in the way of a folder, and nothing is left', () => {
    mkdirSync(join(folder, 'a'));
    expect(() => replaceFile(join(folder, 'a'), 'new')).toThrow('there is a folder in its place');
    expect(readdirSync(folder)).toEqual(['a']);
  });

  it('is told to lie below a file', () => {
    writeFileSync(join(folder, 'a'), '');
    expect(() => replaceFile(join(folder, 'a', 'b'), '')).toThrow(
      'a file is in the place of its folder',
    );
  });

  it.each([
    ['EACCES', 'you are not allowed to.'],
    ['EROFS', 'the disk is read-only.'],
    ['ENOSPC', 'the disk is full.'],
    ['EIO', 'the system says EIO.'],
  ])('says for %s what is wrong and what to do', (code, reason) => {
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

  it('is refused where a file is in the place of one around it', () => {
    writeFileSync(join(folder, 'a'), '');
    expect(() => requireWritable(join(folder, 'a', 'b'))).toThrow(
      'a file is in the place of its folder',
    );
  });
});

import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { isRegularFile, requireWithin } from './reach.ts';

let base: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'pyo3-reach-'));
  mkdirSync(join(base, 'ws', 'libs'), { recursive: true });
  mkdirSync(join(base, 'ws-other'));
});
afterEach(() => rmSync(base, { recursive: true }));

const check = (path: string) => () => requireWithin(join(base, path), [join(base, 'ws')]);
const link = (from: string, to: string) => symlinkSync(join(base, to), join(base, from));
const refused = expect.objectContaining({ code: 'path-invalid' });

describe('a folder to write to', () => {
  it('is inside the workspace, whether it exists or not', () => {
    expect(check('ws')).not.toThrow();
    expect(check('ws/libs')).not.toThrow();
    expect(check('ws/libs/new/python')).not.toThrow();
    expect(check('ws/..hidden')).not.toThrow();
  });

  it('is not outside by its path', () => {
    expect(check('ws/../ws-other')).toThrow(refused);
    expect(check('ws-other/new')).toThrow(refused);
  });

  it('is not outside through a link in its path', () => {
    link('ws/libs/a', 'ws-other');
    expect(check('ws/libs/a')).toThrow(refused);
    expect(check('ws/libs/a/new')).toThrow(refused);
  });

  it('is not behind a broken link', () => {
    link('ws/libs/a', 'gone');
    expect(check('ws/libs/a/new')).toThrow(refused);
  });

  it('may be behind a link within the workspace, and the workspace behind a link', () => {
    link('ws/a', 'ws/libs');
    link('alias', 'ws');
    expect(check('ws/a/x')).not.toThrow();
    expect(check('alias/libs')).not.toThrow();
    expect(() => requireWithin(join(base, 'ws', 'x'), [join(base, 'alias')])).not.toThrow();
  });

  it('may be in any of several folders', () => {
    const allowed = ['ws', 'ws-other'].map((name) => join(base, name));
    expect(() => requireWithin(join(base, 'ws-other', 'a'), allowed)).not.toThrow();
  });
});

it('a link to a file is not a regular file', () => {
  writeFileSync(join(base, 'file'), '');
  link('link', 'file');
  expect(['file', 'link', 'ws', 'gone'].map((name) => isRegularFile(join(base, name)))).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

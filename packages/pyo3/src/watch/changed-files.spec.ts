import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { changedFiles, type ChangedFiles } from './changed-files.ts';

let root: string;
let changes: ChangedFiles;
let end: AbortController;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'pyo3-changed-'));
  changes = changedFiles(root, 5);
  end = new AbortController();
});
afterEach(() => rmSync(root, { recursive: true }));

function save(file: string, text: string): void {
  writeFileSync(join(root, file), text);
  changes.add(file);
}

const next = () => changes.next(end.signal);

describe('changes', () => {
  it('are collected if several files are saved at once', async () => {
    save('b', '1');
    save('a', '1');
    save('b', '2');
    expect(await next()).toEqual(['a', 'b']);
  });

  it('that come later are waited for', async () => {
    const waiting = next();
    setTimeout(() => save('a', '1'), 10);
    expect(await waiting).toEqual(['a']);
  });

  it('that happened before anybody waited are not lost', async () => {
    save('a', '1');
    expect(await next()).toEqual(['a']);
    save('b', '1');
    expect(await next()).toEqual(['b']);
  });

  it('do not include a touched or identical file, so outputs cause no second run', async () => {
    save('a', '1');
    await next();
    save('a', '1');
    setTimeout(() => save('b', '1'), 20);
    expect(await next()).toEqual(['b']);
  });

  it('include a removed file, and a new folder', async () => {
    writeFileSync(join(root, 'a'), '1');
    changes.expect('a');
    rmSync(join(root, 'a'));
    mkdirSync(join(root, 'c'));
    changes.add('a');
    changes.add('c');
    expect(await next()).toEqual(['a', 'c']);
  });

  it('do not include temporary files, such as those of editors', async () => {
    changes.add('a.tmp');
    save('a', '1');
    expect(await next()).toEqual(['a']);
  });

  it('are no longer waited for once it ends', async () => {
    const waiting = next();
    end.abort();
    expect(await waiting).toEqual([]);
    save('a', '1');
    expect(await next()).toEqual([]);
  });
});

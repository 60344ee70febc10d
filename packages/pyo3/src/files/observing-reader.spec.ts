import {
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { confirmObservations } from './observed-disk.ts';
import { observingReader, type ObservingReader } from './observing-reader.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'pyo3-observed-'));
  write('libs/a/Cargo.toml', '[package]\n');
  write('libs/a/tests/test_it.py', '');
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

const isSeen = (name: string) => !name.startsWith('.');

function write(path: string, text: string): void {
  mkdirSync(join(root, dirname(path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** Every test asks the same questions; the changes on disk differ. */
function look(reader: ObservingReader): void {
  reader.read('libs/a/Cargo.toml');
  reader.read('libs/a/pyproject.toml');
  reader.isFile('libs/a/rust/Cargo.toml');
  reader.isDirectory('libs/a/link');
  reader.list('libs/a/tests');
}

function observe(now?: number) {
  const reader = observingReader(root, isSeen, now);
  look(reader);
  return reader.observations();
}

describe('a recorded question', () => {
  it('has the same answer as long as nothing changes', async () => {
    const seen = observe();
    expect(await confirmObservations(root, seen, isSeen)).toBe(seen);
  });

  it.each<readonly [string, () => void]>([
    ['a file that was read has another text', () => write('libs/a/Cargo.toml', '[workspac]\n')],
    ['it is gone', () => unlinkSync(join(root, 'libs/a/Cargo.toml'))],
    ['a file appears that was asked for', () => write('libs/a/pyproject.toml', '')],
    [
      'a folder appears in which something was looked for',
      () => mkdirSync(join(root, 'libs/a/rust')),
    ],
    ['a folder has another entry', () => write('libs/a/tests/test_new.py', '')],
    [
      'a file is a folder now',
      () => {
        unlinkSync(join(root, 'libs/a/tests/test_it.py'));
        mkdirSync(join(root, 'libs/a/tests/test_it.py'));
      },
    ],
    ['a folder around it is gone', () => renameSync(join(root, 'libs'), join(root, 'packages'))],
    ['a link appears', () => symlinkSync('tests', join(root, 'libs/a/link'))],
  ])('has another answer if %s', async (_, change) => {
    const seen = observe();
    change();
    expect(await confirmObservations(root, seen, isSeen)).toBeUndefined();
  });

  it('has another answer if a link leads elsewhere, or its target is something else', async () => {
    symlinkSync('tests', join(root, 'libs/a/link'));
    const seen = observe();
    expect(await confirmObservations(root, seen, isSeen)).toBeDefined();
    rmSync(join(root, 'libs/a/tests'), { recursive: true });
    write('libs/a/tests', '');
    expect(await confirmObservations(root, seen, isSeen)).toBeUndefined();
  });

  it.each<readonly [string, () => void]>([
    ['a file is written again as it was', () => write('libs/a/Cargo.toml', '[package]\n')],
    ['a file appears that nobody asked for', () => write('libs/a/README.md', '')],
    ['a hidden one appears where the folder was listed', () => write('libs/a/tests/.swp', '')],
  ])('has the same answer if %s', async (_, change) => {
    const seen = observe();
    change();
    expect(await confirmObservations(root, seen, isSeen)).toBeDefined();
  });

  it('has a stamp once its file is older than the clock step of a file system', async () => {
    const young = observe();
    expect(young.texts.map(({ stamp }) => stamp)).toEqual([undefined]);
    const old = observe(Date.now() + 10_000);
    expect(old.texts.map(({ stamp }) => stamp?.length)).toEqual([4]);
  });

  it('detects a change that keeps the size and the modification time', async () => {
    const old = observe(Date.now() + 10_000);
    const file = join(root, 'libs/a/Cargo.toml');
    write('libs/a/Cargo.toml', '[PACKAGE]\n');
    const modified = (old.texts[0]?.stamp?.[0] ?? 0) / 1000;
    utimesSync(file, modified, modified);
    expect(await confirmObservations(root, old, isSeen)).toBeUndefined();
  });

  it('may have the answer that something cannot be read', async () => {
    mkdirSync(join(root, 'libs/a/pyproject.toml'));
    const reader = observingReader(root, isSeen);
    expect(() => reader.read('libs/a/pyproject.toml')).toThrow(
      expect.objectContaining({ code: 'manifest-unreadable' }),
    );
    const seen = reader.observations();
    expect(await confirmObservations(root, seen, isSeen)).toBeDefined();
    rmSync(join(root, 'libs/a/pyproject.toml'), { recursive: true });
    expect(await confirmObservations(root, seen, isSeen)).toBeUndefined();
  });
});

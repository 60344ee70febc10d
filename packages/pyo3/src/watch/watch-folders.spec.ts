import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { watchFolders, type FolderWatch } from './watch-folders.ts';

let root: string;
let told: Set<string>;
let there: string[];
let watched: FolderWatch;

beforeEach(() => {
  root = realpathSync.native(mkdtempSync(join(tmpdir(), 'pyo3-watch-')));
  told = new Set();
  for (const file of ['libs/a/src/lib.rs', 'libs/a/target/x', 'libs/a/venv/pyvenv.cfg']) save(file);
  save('libs/a/.gitignore', 'made/\n');
  save('libs/a/made/x.rs');
  save('.cargo/config.toml');
  there = [];
  const folders = { whole: ['libs/a'], above: ['libs', '.'] };
  const changes = {
    expect: (path: string) => there.push(path),
    add: (path: string) => told.add(path),
  };
  watched = watchFolders(root, folders, changes);
});
afterEach(() => {
  watched.close();
  rmSync(root, { recursive: true });
});

function save(file: string, text = 'text'): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

/**
 * Saves a last file, and waits until it is reported: everything before it has been reported, too.
 */
async function everything(): Promise<readonly string[]> {
  save('libs/a/last.py');
  while (!told.has('libs/a/last.py')) await sleep(5);
  return [...told].filter((path) => path !== 'libs/a/last.py').sort();
}

describe('the watch reports', () => {
  it('existing files, separately from changes', async () => {
    expect(there).toEqual(['libs/a/.gitignore', 'libs/a/src/lib.rs']);
    expect(await everything()).toEqual([]);
  });

  it('a file that is saved, replaced and removed', async () => {
    save('libs/a/src/lib.rs', 'more');
    save('libs/a/src/new.tmp', 'x');
    renameSync(join(root, 'libs/a/src/new.tmp'), join(root, 'libs/a/src/other.rs'));
    expect(await everything()).toEqual(['libs/a/src/lib.rs', 'libs/a/src/other.rs']);
  });

  it('the content of new folders at any depth, and later changes in them', async () => {
    save('libs/a/python/a/b/c.py');
    await everything();
    told.clear();
    save('libs/a/python/a/b/d.py');
    expect(await everything()).toEqual(['libs/a/python/a/b/d.py']);
  });

  it('a folder that is created again under its name', async () => {
    rmSync(join(root, 'libs/a/src'), { recursive: true });
    save('libs/a/src/lib.rs', 'again');
    await everything();
    told.clear();
    save('libs/a/src/lib.rs', 'and again');
    expect(await everything()).toEqual(['libs/a/src/lib.rs']);
  });

  it('settings above the projects', async () => {
    save('Cargo.toml');
    save('.cargo/config.toml', 'more');
    expect(await everything()).toEqual(['.cargo/config.toml', 'Cargo.toml']);
  });

  it('nothing that tools write or git ignores, and nothing outside', async () => {
    save('libs/a/target/x', 'more');
    save('libs/a/target/deep/y');
    save('libs/a/.nx-pyo3/compile/extension.json');
    save('libs/a/venv/lib/x.py');
    save('libs/a/made/x.rs', 'more');
    save('libs/a/_a.abi3.so');
    save('libs/b/lib.rs');
    save('README.md');
    expect(await everything()).toEqual([]);
    expect(watched.count()).toBe(5);
  });
});

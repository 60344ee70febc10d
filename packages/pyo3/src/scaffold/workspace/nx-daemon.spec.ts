import type { Tree } from '@nx/devkit';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Runner } from '../../process/run.ts';
import { withWatchedFolders, type Machine } from './nx-daemon.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'pyo3-daemon-'));
  mkdirSync(join(root, 'libs'));
  useNx('22.7.12');
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

function useNx(version: string): void {
  const folder = join(root, 'node_modules/nx');
  mkdirSync(folder, { recursive: true });
  const manifest = JSON.stringify({ version, bin: { nx: './bin/nx.js' } });
  writeFileSync(join(folder, 'package.json'), manifest);
}

/** What was done after a generator had written these files. */
async function done(files: readonly string[], machine: Partial<Machine> = {}): Promise<string[]> {
  const log: string[] = [];
  const run = jest.fn<Runner>(async ({ args }) => {
    log.push(args.slice(1).join(' '));
    return { exitCode: 0, stdout: '', stderr: '' };
  });
  const changes = files.map((path) => ({ type: 'CREATE', path, content: null }));
  const tree = { root, listChanges: () => changes } as unknown as Tree;
  const generator = withWatchedFolders(
    async () => () => {
      log.push('the rest');
    },
    { platform: 'linux', env: {}, run, ...machine },
  );
  await (
    await generator(tree, {})
  )();
  return log;
}

const nested = ['libs/mylib/Cargo.toml', 'libs/mylib/src/lib.rs'];

describe('after a generator', () => {
  it('the daemon of Nx 22 on Linux is ended, which would not watch a folder in a new one', async () => {
    expect(await done(nested)).toEqual(['daemon --stop', 'the rest']);
  });

  it('it goes on when folders are new in one that it watches', async () => {
    expect(await done(['libs/mylib/README.md', 'Cargo.toml'])).toEqual(['the rest']);
  });

  it.each(['23.3.2', '24.0.6'])('that of Nx %s goes on', async (version) => {
    rmSync(join(root, 'node_modules'), { recursive: true });
    useNx(version);
    expect(await done(nested)).toEqual(['the rest']);
  });

  it.each<[string, Partial<Machine>]>([
    ['macOS', { platform: 'darwin' }],
    ['Windows', { platform: 'win32' }],
    ['a machine without a daemon', { env: { NX_DAEMON: 'false' } }],
  ])('nothing is ended on %s', async (_, machine) => {
    expect(await done(nested, machine)).toEqual(['the rest']);
  });
});

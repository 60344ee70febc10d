import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { RunningDaemon } from '../environment/nx-daemon.ts';
import { tellOfUnwatched } from './tell-nx.ts';
import { emptyMemory, type Memory } from './young-files.ts';

describe('what Nx is told before it hashes', () => {
  let root: string;
  let memory: Memory;
  let told: {
    created: readonly string[];
    updated: readonly string[];
    deleted: readonly string[];
  }[];
  /** The content of what the daemon tracks, which stands for its hash. */
  let tracked: Map<string, string>;
  let asked: number;

  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'unwatched-')));
    memory = emptyMemory();
    told = [];
    tracked = new Map();
    asked = 0;
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('is a file in a new folder whose content it does not know', async () => {
    write('libs/a/src/lib.rs', 'one');

    await look();

    expect(told).toEqual([{ created: ['libs/a/src/lib.rs'], updated: [], deleted: [] }]);
  });

  it('is nothing when it has seen all files itself', async () => {
    write('libs/a/src/lib.rs', 'one');
    tracked.set('libs/a/src/lib.rs', 'one');

    await look();

    expect(told).toEqual([]);
  });

  it('is a file that has changed since the last look', async () => {
    write('libs/a/src/lib.rs', 'one');
    await look();
    write('libs/a/src/lib.rs', 'two');

    await look();

    expect(told.at(-1)).toEqual({ created: [], updated: ['libs/a/src/lib.rs'], deleted: [] });
  });

  it('is a file that was removed from a new folder', async () => {
    write('libs/a/tests/test_a.py', 'one');
    await look();
    rmSync(join(root, 'libs/a/tests/test_a.py'));

    await look();

    expect(told.at(-1)).toEqual({ created: [], updated: [], deleted: ['libs/a/tests/test_a.py'] });
  });

  it('is what a removed folder held', async () => {
    write('libs/a/tests/deep/test_a.py', 'one');
    await look();
    rmSync(join(root, 'libs/a'), { recursive: true });

    await look();

    expect(told.at(-1)?.deleted).toEqual(['libs/a/tests/deep/test_a.py']);
  });

  it('is what a folder holds that was moved here, with old files', async () => {
    write('elsewhere/src/deep/lib.rs', 'one');
    old('elsewhere/src/deep/lib.rs', 'elsewhere/src/deep', 'elsewhere/src', 'elsewhere');
    write('libs/README.md');
    await look();
    renameSync(join(root, 'elsewhere'), join(root, 'libs/a'));

    // The time of change of a file cannot be set; to this daemon all of them are old.
    await look(Date.now() + 60_000);

    expect(told.at(-1)).toEqual({
      created: ['libs/a/src/deep/lib.rs'],
      updated: [],
      deleted: ['elsewhere/src/deep/lib.rs'],
    });
  });

  it('is nothing that git or Nx ignores', async () => {
    write('.gitignore', 'target/\n*.so\n');
    write('.nxignore', '/drafts\n');
    for (const ignored of ['target/debug/deps/x.d', 'libs/a/_a.so', 'drafts/a.py']) write(ignored);
    for (const never of ['.git/index', '.nx/cache/x', 'node_modules/nx/a.js']) write(never);

    await look();

    expect(told.flatMap(({ created }) => created).sort()).toEqual(['.gitignore', '.nxignore']);
  });

  it('follows an ignore file that changes', async () => {
    write('.gitignore', 'drafts\n');
    write('drafts/a.py');
    await look();
    write('.gitignore', '# nothing\n');

    await look();

    expect(told.at(-1)?.created).toEqual(['drafts/a.py']);
  });

  it('is nothing of folders that lay there when the daemon started', async () => {
    write('libs/a/src/lib.rs', 'one');

    await look(Date.now() + 60_000);

    expect(told).toEqual([]);
    expect(asked).toBe(0);
  });

  it('is told again where telling fails', async () => {
    write('libs/a/src/lib.rs', 'one');
    const broken = { ...daemon(0), tell: () => Promise.reject(new Error('closed')) };
    await expect(tellOfUnwatched(root, broken, memory)).rejects.toThrow('closed');

    await look();

    expect(told).toEqual([{ created: ['libs/a/src/lib.rs'], updated: [], deleted: [] }]);
  });

  async function look(since = 0): Promise<void> {
    await tellOfUnwatched(root, daemon(since), memory);
  }

  function daemon(since: number): RunningDaemon {
    const contentOf = (absolute: string) => readFileSync(absolute, 'utf8');
    return {
      since,
      hashes: () => {
        asked += 1;
        return Promise.resolve(tracked);
      },
      hash: contentOf,
      tell: (created, updated, deleted) => {
        told.push({ created, updated, deleted });
        for (const file of [...created, ...updated]) {
          tracked.set(file, contentOf(join(root, file)));
        }
        for (const file of deleted) tracked.delete(file);
        return Promise.resolve();
      },
    };
  }

  function write(path: string, text = ''): void {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }

  function old(...paths: readonly string[]): void {
    for (const path of paths) utimesSync(join(root, path), 1000, 1000);
  }
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { appendFile, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { commitAll, copyFolder, type NxWorkspace } from '../../tools/workspace/nx-workspace.ts';
import type { Sandbox } from '../../tools/workspace/sandbox.ts';
import type { Terminal } from '../../tools/workspace/terminal.ts';
import { interpreterOf } from '../../tools/workspace/virtual-environment.ts';
import {
  cacheVariables,
  READ_TOKEN,
  startCacheServer,
  WRITE_TOKEN,
  type CacheServer,
} from './cache-server.ts';
import { CALL_EXAMPLE, EXAMPLE_RESULT, wheelOf } from './library.ts';
import { attemptNx, runNx } from './nx.ts';
import { makeRustcRecorder, type RustcRecorder } from './rustc-recorder.ts';
import { freshMachine, majorOf, NEWEST_NX, newWorkspace, NEWEST_NX_AND_ONE } from './setting.ts';

/** Of one library of the generator: what all its targets leave in the cache. */
const MOST_BYTES = 2_500_000;

describe.each(NEWEST_NX_AND_ONE.map((version) => ({ version, major: majorOf(version) })))(
  'on Nx $major: a remote cache',
  ({ version }) => {
    let machine: Sandbox;
    let workspace: NxWorkspace;
    let recorder: RustcRecorder;
    let server: CacheServer;
    let stored: ReadonlyMap<string, Buffer>;
    let first: Terminal;
    /** Another folder, nothing installed but npm packages, nothing compiled, no local cache. */
    let clone: Terminal;

    beforeAll(async () => {
      machine = await freshMachine({ uv: true, cargoTarget: 'shared' });
      workspace = await newWorkspace(machine, version);
      await runNx(workspace.terminal, 'add', 'pyo3');
      await runNx(workspace.terminal, 'g', 'pyo3:lib', 'libs/mylib');
      await workspace.terminal.run('cargo', 'generate-lockfile');
      await commitAll(workspace.terminal, 'feat: mylib');
      recorder = await makeRustcRecorder(machine.terminal);
      server = await startCacheServer();
      first = workspace.terminal.with({
        environment: { ...recorder.variables, ...cacheVariables(server.url, WRITE_TOKEN) },
      });
      clone = await cloneWith(cacheVariables(server.url, READ_TOKEN));
    });

    afterAll(async () => {
      await server.stop();
      await machine.remove();
    });

    async function cloneWith(variables: Readonly<Record<string, string>>): Promise<Terminal> {
      const folder = join(machine.folder, 'elsewhere', 'clone');
      await machine.terminal.run('git', 'clone', '--quiet', workspace.folder, folder);
      await copyFolder(join(workspace.folder, 'node_modules'), join(folder, 'node_modules'));
      return machine.terminal.with({
        folder,
        environment: {
          ...recorder.variables,
          ...variables,
          NX_CACHE_DIRECTORY: join(machine.folder, 'cache of the clone'),
          CARGO_TARGET_DIR: join(machine.folder, 'target of the clone'),
        },
      });
    }

    it('takes little room', async () => {
      const others = version === NEWEST_NX ? ',lint,typecheck,sdist' : '';
      await runNx(first, 'run-many', '-t', `develop,test,build${others}`);

      expect(await recorder.compiled()).toContain('mylib');
      stored = new Map(server.entries);
      const bytes = [...stored.values()].reduce((sum, { length }) => sum + length, 0);
      expect(bytes).toBeGreaterThan(100_000);
      expect(bytes).toBeLessThanOrEqual(MOST_BYTES);
    });

    it('gives a clone all that another has built: no crate is compiled', async () => {
      await recorder.forget();

      for (const target of ['develop', 'test', 'build']) await runNx(clone, target, 'mylib');

      expect(await recorder.compiled()).toEqual([]);
      expect(existsSync(join(machine.folder, 'target of the clone'))).toBe(false);
      const python = interpreterOf(join(clone.folder, '.venv'));
      const { stdout } = await clone.run(python, '-c', CALL_EXAMPLE('mylib'));
      expect(stdout.trim()).toBe(EXAMPLE_RESULT);
      await clone.run(python, '-m', 'pytest', 'libs/mylib');
      const wheels = await Promise.all(
        [first, clone].map(async ({ folder }) => readFile(await wheelOf(libraryIn(folder)))),
      );
      expect(wheels[1]).toEqual(wheels[0]);
    });

    it('is not changed by who may only read, and that is no error', async () => {
      const test = join(clone.folder, 'libs/mylib/tests/test_mylib.py');
      await appendFile(test, '\n\ndef test_more() -> None:\n    assert True\n');

      const { output } = await runNx(clone, 'run', 'mylib:pytest');

      expect(output).toContain('3 passed');
      expect(server.requests.at(-1)).toMatchObject({ method: 'PUT', status: 403 });
      expect(server.entries).toEqual(stored);
    });

    describe('that cannot be relied on', () => {
      beforeEach(async () => {
        await runNx(clone, 'reset');
        const built = ['.nx-pyo3', 'dist', 'python/mylib'];
        for (const path of built) {
          await rm(join(libraryIn(clone.folder), path), { recursive: true, force: true });
        }
        await clone.run('git', 'checkout', '--quiet', '--', 'libs');
        server.sendAtMost = Infinity;
        for (const [hash, body] of stored) server.entries.set(hash, body);
      });

      it.each<readonly [string, RegExp, () => Readonly<Record<string, string>>]>([
        ['is not there', /Failed to send request/, () => cacheVariables('http://127.0.0.1:9', '')],
        ['does not know the token', /Unauthorized/, () => cacheVariables(server.url, 'expired')],
        [
          'breaks off',
          /Failed to read remote cache response body/,
          () => {
            server.sendAtMost = 50;
            return {};
          },
        ],
        ['holds half of it', /Failed to read entry/, () => replace((body) => half(body))],
        [
          'holds something else',
          /Failed to read entry/,
          () => replace(() => Buffer.from('<html>')),
        ],
      ])('%s: the command fails, and nothing of it is used', async (_, message, breakIt) => {
        const broken = clone.with({ environment: breakIt() });

        const { exitCode, output } = await attemptNx(broken, 'run-many', '-t', 'develop,build');

        expect(output).toMatch(message);
        expect(exitCode).not.toBe(0);
        expect(await filesMade(clone)).toEqual([]);
      });

      it('holds another extension than was compiled: develop refuses it', async () => {
        replace((body) => withOtherByte(body, 'PyInit__mylib'));

        const { exitCode, output } = await attemptNx(clone, 'run', 'mylib:develop');

        expect(output).toMatch(/_mylib\S+ is not the file that the target compile has recorded/);
        expect(output).toContain('NX_SKIP_REMOTE_CACHE=true');
        expect(exitCode).not.toBe(0);
        expect(await filesMade(clone)).toEqual([]);
      });

      it('holds a damaged wheel: nobody can install it', async () => {
        replace((body) => withOtherByte(body, '.whl'));

        await runNx(clone, 'build', 'mylib');

        const wheel = await wheelOf(libraryIn(clone.folder));
        const target = join(machine.folder, 'installed');
        const args = [
          'pip',
          'install',
          '--python',
          '.venv',
          '--no-deps',
          '--target',
          target,
          wheel,
        ];
        const { exitCode, output } = await clone.attempt('uv', ...args);
        expect(output).toContain('Failed to extract archive');
        expect(exitCode).not.toBe(0);
      });

      it('can be left out', async () => {
        const away = first.with({ environment: cacheVariables('http://127.0.0.1:9', '') });
        const test = join(first.folder, 'libs/mylib/tests/test_mylib.py');
        await appendFile(test, '\n\ndef test_more() -> None:\n    assert True\n');
        expect((await attemptNx(away, 'run', 'mylib:pytest')).exitCode).not.toBe(0);

        const alone = away.with({ environment: { NX_SKIP_REMOTE_CACHE: 'true' } });
        const { output } = await runNx(alone, 'run', 'mylib:pytest');

        expect(output).toContain('3 passed');
      });

      function replace(change: (body: Buffer) => Buffer): Readonly<Record<string, string>> {
        for (const [hash, body] of stored) server.entries.set(hash, change(body));
        return {};
      }
    });
  },
);

const libraryIn = (folder: string) => join(folder, 'libs/mylib');

/** What a build leaves in the package and in dist. */
async function filesMade({ folder }: Terminal): Promise<readonly string[]> {
  const folders = ['python/mylib', 'dist'].map((path) => join(libraryIn(folder), path));
  const names = await Promise.all(
    folders.map((path) => (existsSync(path) ? readdir(path) : Promise.resolve([]))),
  );
  return names.flat().filter((name) => /\.(so|pyd|whl)$/.test(name));
}

function half(body: Buffer): Buffer {
  return body.subarray(0, body.length / 2);
}

/** Changes a byte in the middle of an archive which has that text in it; others stay. */
function withOtherByte(body: Buffer, text: string): Buffer {
  const archive = gunzipSync(body);
  if (!archive.includes(text)) return body;
  const middle = Math.floor(archive.length / 2);
  archive.writeUInt8(archive.readUInt8(middle) ^ 0xff, middle);
  return gzipSync(archive);
}

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { lastRun } from '../../tools/workspace/run-report.ts';
import type { Sandbox } from '../../tools/workspace/sandbox.ts';
import type { Terminal } from '../../tools/workspace/terminal.ts';
import { edit } from './files.ts';
import { attemptNx, runNx } from './nx.ts';
import { freshMachine, majorOf, newWorkspace, NEWEST_NX_AND_ONE } from './setting.ts';

/**
 * Milliseconds between the restore and the junk. Nx's daemon takes what is written within a second
 * of a restore for its own (22 and 23), and then says that the outputs are what they should be.
 */
const delays = [0, 200, 1000, 3000];

describe.each(NEWEST_NX_AND_ONE.map((version) => ({ version, major: majorOf(version) })))(
  'on Nx $major, with its daemon',
  ({ version }) => {
    let machine: Sandbox;
    let workspace: Terminal;
    /** Of the sources before the change: with it the tests would pass. */
    let older: Buffer;

    beforeAll(async () => {
      machine = await freshMachine({ uv: true, cargoTarget: 'shared' });
      const made = (await newWorkspace(machine, version)).terminal;
      workspace = made.with({ environment: { NX_DAEMON: 'true' } });
      await runNx(made, 'add', 'pyo3');
      await runNx(workspace, 'g', 'pyo3:lib', 'libs/mylib');
      await workspace.run('cargo', 'generate-lockfile');
      await untilSeen();
      await runNx(workspace, 'test', 'mylib');
      older = await readFile(extensionIn('python/mylib'));
      const sum = /values\.iter\(\)\.sum::<f64>\(\)/;
      await edit(library(), 'src/lib.rs', sum, '(values.len() as f64 + $&)');
      // Nx keeps what was compiled, though the tests fail that come after it.
      await attemptNx(workspace, 'test', 'mylib');
    });

    afterAll(async () => {
      await runNx(workspace, 'daemon', '--stop');
      await machine.remove();
    });

    it.each(delays)(
      'junk in place of the extension %i ms after a restore is not tested',
      async (delay) => {
        await restore();
        await sleep(delay);
        await writeFile(extensionIn('python/mylib'), older);

        expect(await test()).toContain('assert 4.0 == 3.0');
      },
    );

    it.each([0])('junk where it is staged %i ms after a restore is not tested', async (delay) => {
      await restore();
      await sleep(delay);
      await writeFile(extensionIn('.nx-pyo3/compile'), older);

      expect(await test()).toMatch(
        /assert 4\.0 == 3\.0|is not the file that the target compile has recorded/,
      );
    });

    it('a task learns which options have changed', async () => {
      await runNx(workspace, 'show', 'project', 'mylib');
      const options = { args: ['--no-such-option'] };
      const project = { name: 'mylib', targets: { typecheck: { options } } };
      await writeFile(join(library(), 'project.json'), JSON.stringify(project));
      await untilSeen();

      const { exitCode, output } = await attemptNx(workspace, 'run', 'mylib:typecheck');
      await rm(join(library(), 'project.json'));
      expect(output).toContain('--no-such-option');
      expect(exitCode).not.toBe(0);
    });

    it('a test in folders that were made at once is run again when it changes', async () => {
      await edit(
        library(),
        'src/lib.rs',
        /\(values\.len\(\) as f64 \+ (values\.iter\(\)\.sum::<f64>\(\))\)/,
        '$1',
      );
      await mkdir(join(library(), 'tests/deep/deeper'), { recursive: true });
      const added = join(library(), 'tests/deep/deeper/test_added.py');
      await writeFile(added, 'def test_added() -> None:\n    assert 1 == 1\n');
      await untilSeen();
      await runNx(workspace, 'test', 'mylib');

      await edit(library(), 'tests/deep/deeper/test_added.py', /1 == 1/, '1 == 2');
      await untilSeen();
      expect(await test()).toContain('assert 1 == 2');
    });

    /** By the daemon, which hears of changed files a little later, and makes the graph then. */
    async function untilSeen(): Promise<void> {
      await sleep(3000);
    }

    /** The staging folder is lost, and comes back from Nx's cache. */
    async function restore(): Promise<void> {
      await rm(join(library(), '.nx-pyo3'), { recursive: true });
      await runNx(workspace, 'run', 'mylib:develop');
      expect((await lastRun(workspace)).hits).toContain('mylib:compile');
    }

    async function test(): Promise<string> {
      const { exitCode, output } = await attemptNx(workspace, 'test', 'mylib');
      expect(exitCode).not.toBe(0);
      return output;
    }

    function library(): string {
      return join(workspace.folder, 'libs/mylib');
    }

    /** The only extension in a folder of the library. */
    function extensionIn(folder: string): string {
      const names = readdirSync(join(library(), folder)).filter((name) => /\.(so|pyd)$/.test(name));
      expect(names).toHaveLength(1);
      return join(library(), folder, names.join(''));
    }
  },
);

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commitAll, copyFolder, type NxWorkspace } from '../../tools/workspace/nx-workspace.ts';
import type { Sandbox } from '../../tools/workspace/sandbox.ts';
import type { Terminal } from '../../tools/workspace/terminal.ts';
import { CALL_EXAMPLE, EXAMPLE_RESULT, installWheel, wheelOf } from './library.ts';
import { runNx } from './nx.ts';
import { freshMachine, majorOf, NEWEST_NX, newWorkspace } from './setting.ts';

describe(`on Nx ${majorOf(NEWEST_NX)}: two clones of one repository at different paths`, () => {
  let machine: Sandbox;
  let workspace: NxWorkspace;

  beforeAll(async () => {
    machine = await freshMachine({ uv: true, cargoTarget: 'own' });
    workspace = await newWorkspace(machine, NEWEST_NX);
    await runNx(workspace.terminal, 'add', 'pyo3');
    await runNx(workspace.terminal, 'g', 'pyo3:lib', 'libs/mylib');
    await workspace.terminal.run('cargo', 'generate-lockfile');
    await commitAll(workspace.terminal, 'feat: mylib');
  });

  afterAll(() => machine.remove());

  it('build the same wheel, byte for byte', async () => {
    const one = await clone('one');
    const two = await clone('a/longer/path');

    for (const terminal of [one, two]) await runNx(terminal, 'build', 'mylib');

    expect(await digestOfWheel(two)).toBe(await digestOfWheel(one));
  });

  it('make a source distribution that builds alone in an empty environment', async () => {
    const terminal = await clone('source');

    await runNx(terminal, 'run', 'mylib:sdist');

    const dist = join(terminal.folder, 'libs/mylib/dist');
    const sdist = (await readdir(dist)).filter((name) => name.endsWith('.tar.gz'));
    expect(sdist).toHaveLength(1);
    const python = await installWheel(machine.terminal, join(dist, sdist.join('')), 'from-source');
    const { stdout } = await machine.terminal.run(python, '-c', CALL_EXAMPLE('mylib'));
    expect(stdout.trim()).toBe(EXAMPLE_RESULT);
  });

  /** With a cache of its own: what the other has built must not be what is compared. */
  async function clone(path: string): Promise<Terminal> {
    const folder = join(machine.folder, 'clones', path);
    await machine.terminal.run('git', 'clone', '--quiet', workspace.folder, folder);
    await copyFolder(join(workspace.folder, 'node_modules'), join(folder, 'node_modules'));
    return machine.terminal.with({
      folder,
      environment: { NX_CACHE_DIRECTORY: join(machine.folder, 'caches', path) },
    });
  }
});

async function digestOfWheel(terminal: Terminal): Promise<string> {
  const wheel = await wheelOf(join(terminal.folder, 'libs/mylib'));
  return createHash('sha256')
    .update(await readFile(wheel))
    .digest('hex');
}

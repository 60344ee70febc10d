import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { cp, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  commitAll,
  makeNxWorkspace,
  type NxWorkspace,
} from '../../tools/workspace/nx-workspace.ts';
import type { Sandbox } from '../../tools/workspace/sandbox.ts';
import type { Terminal } from '../../tools/workspace/terminal.ts';
import { CALL_EXAMPLE, EXAMPLE_RESULT, installWheel, wheelOf } from './library.ts';
import { freshMachine, majorOf, NEWEST_NX } from './setting.ts';

describe(`on Nx ${majorOf(NEWEST_NX)}: two clones of one repository at different paths`, () => {
  let machine: Sandbox;
  let workspace: NxWorkspace;

  beforeAll(async () => {
    machine = await freshMachine({ uv: true, cargoTarget: 'own' });
    workspace = await makeNxWorkspace(machine.terminal, 'acme', NEWEST_NX);
    await workspace.terminal.run('npx', 'nx', 'add', 'pyo3');
    await workspace.terminal.run('npx', 'nx', 'g', 'pyo3:lib', 'libs/mylib');
    // Makes the lock files, with which a repository is cloned.
    await workspace.terminal.run('npx', 'nx', 'run', 'mylib:develop');
    await commitAll(workspace.terminal, 'feat: mylib');
  });

  afterAll(() => machine.remove());

  it('build the same wheel, byte for byte', async () => {
    const one = await clone('one');
    const two = await clone('a/longer/path');

    for (const terminal of [one, two]) await terminal.run('npx', 'nx', 'build', 'mylib');

    expect(await digestOfWheel(two)).toBe(await digestOfWheel(one));
  });

  it('make a source distribution that builds alone in an empty environment', async () => {
    const terminal = await clone('source');

    await terminal.run('npx', 'nx', 'run', 'mylib:sdist');

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
    await cp(join(workspace.folder, 'node_modules'), join(folder, 'node_modules'), {
      recursive: true,
      verbatimSymlinks: true,
    });
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

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { makeNxWorkspace } from '../../tools/workspace/nx-workspace.ts';
import type { Sandbox } from '../../tools/workspace/sandbox.ts';
import type { Terminal } from '../../tools/workspace/terminal.ts';
import { freshMachine, majorOf, NEWEST_NX, WORKSPACE } from './setting.ts';

const PNPM_VERSION = '9.15.9';

describe(`on Nx ${majorOf(NEWEST_NX)}, with pnpm`, () => {
  let machine: Sandbox;
  let terminal: Terminal;

  beforeAll(async () => {
    machine = await freshMachine({ uv: true, cargoTarget: 'shared' });
    const tools = join(machine.folder, 'tools');
    await machine.terminal.run('npm', 'install', '--prefix', tools, `pnpm@${PNPM_VERSION}`);
    const bin = join(tools, 'node_modules', '.bin');
    const withPnpm = machine.terminal.with({
      environment: { PATH: `${bin}:${machine.terminal.environment['PATH']}` },
    });
    ({ terminal } = await makeNxWorkspace(withPnpm, {
      name: WORKSPACE,
      nxVersion: NEWEST_NX,
      packageManager: 'pnpm',
    }));
  });

  afterAll(() => machine.remove());

  it('adds the plugin, generates a library and tests it', async () => {
    await terminal.run('pnpm', 'nx', 'add', 'pyo3');
    await terminal.run('pnpm', 'nx', 'g', 'pyo3:lib', 'libs/mylib');
    const { output } = await terminal.run('pnpm', 'nx', 'test', 'mylib');

    expect(output).toContain('Successfully ran target test');
  });
});

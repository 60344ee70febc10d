import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { NxWorkspace } from '../../tools/workspace/nx-workspace.ts';
import { isRunning, listProcesses, processTree } from '../../tools/workspace/process-tree.ts';
import type { RunningProcess } from '../../tools/workspace/process-tree.ts';
import type { Sandbox } from '../../tools/workspace/sandbox.ts';
import { runNx } from './nx.ts';
import { freshMachine, majorOf, NEWEST_NX, newWorkspace } from './setting.ts';

const onPosix = process.platform === 'win32' ? describe.skip : describe;

// The processes are the plugin's to end, whatever the version of Nx.
onPosix.each([{ version: NEWEST_NX, major: majorOf(NEWEST_NX) }])(
  'on Nx $major: Ctrl-C',
  ({ version }) => {
    let machine: Sandbox;
    let workspace: NxWorkspace;

    beforeAll(async () => {
      // Its own target folder: with pyo3 compiled already there would be nothing to interrupt.
      machine = await freshMachine({ uv: true, cargoTarget: 'own' });
      workspace = await newWorkspace(machine, version);
      await runNx(workspace.terminal, 'add', 'pyo3');
      await runNx(workspace.terminal, 'g', 'pyo3:lib', 'libs/mylib');
    });

    afterAll(() => machine.remove());

    it.each(['cargo-test', 'develop'])('during %s leaves nothing running', async (target) => {
      const { folder, environment } = workspace.terminal;
      const nx = spawn(join('node_modules', '.bin', 'nx'), ['run', `mylib:${target}`], {
        cwd: folder,
        env: environment,
        stdio: 'ignore',
        // A process group of its own, to which a terminal would send the signal as a whole.
        detached: true,
      });
      const root = nx.pid ?? 0;
      const ended = once(nx, 'exit');
      const tree = await compiling(root);

      process.kill(-root, 'SIGINT');
      await ended;

      expect(nx.exitCode).not.toBe(0);
      expect(await survivors(tree)).toEqual([]);
    });
  },
);

/** Waits until a Rust compiler runs below the process; returns all that runs there then. */
async function compiling(root: number): Promise<readonly RunningProcess[]> {
  for (;;) {
    const tree = processTree(root, await listProcesses());
    if (tree.length === 0) throw new Error('the command ended before anything was compiled');
    if (tree.some(({ command }) => /\brustc\b.*--crate-name/.test(command))) return tree;
    await sleep(20);
  }
}

/** What still runs when it had time to end. */
async function survivors(tree: readonly RunningProcess[]): Promise<readonly RunningProcess[]> {
  for (let waited = 0; waited < 50; waited += 1) {
    if (!tree.some(({ pid }) => isRunning(pid))) return [];
    await sleep(100);
  }
  return tree.filter(({ pid }) => isRunning(pid));
}

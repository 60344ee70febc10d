import { beforeAll, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import { listProcesses, processTree } from '../../../../tools/workspace/process-tree.ts';
import { describeWithTools, itOnPosix } from '../testing/describe-with-tools.ts';
import { makeSmallLibraries } from '../testing/small-libraries.ts';
import { programOf, toolchain } from '../testing/toolchain.ts';
import type { Workspace } from '../testing/workspace.ts';
import { installedState } from './installed-state.ts';

/** `PYO3_KILLS=100 PYO3_KILLS_SEED=7 npx jest …` for more of them, and for others. */
const kills = Number(process.env['PYO3_KILLS'] ?? 12);
const random = randomNumbers(Number(process.env['PYO3_KILLS_SEED'] ?? 1));

const names = ['one', 'two'];
const develop = ['run-many', '-t', 'develop'];
const shared = 'crates/shared/src/lib.rs';

describeWithTools('a develop that was killed', () => {
  let workspace: Workspace;
  /** Of a develop that has to do everything, in milliseconds. */
  let duration = 0;

  const uninstall = () => {
    const python = programOf(workspace.path('.venv'), 'python');
    return execa(toolchain().uv, ['pip', 'uninstall', '--quiet', '--python', python, ...names], {
      reject: false,
    });
  };
  const change = (value: number) =>
    workspace.write(shared, `pub const ADDED: std::ffi::c_long = ${value};\n`);

  beforeAll(async () => {
    workspace = await makeSmallLibraries('killed', names);
    await workspace.nx(develop);
    await change(-1);
    await uninstall();
    const before = Date.now();
    const { exitCode, output } = await workspace.nx(develop);
    duration = Date.now() - before;
    expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
  });

  /** SIGKILL for Nx and its tasks; `all` with cargo, uv and rustc, which else go on for a while. */
  const killDuring = async (ms: number, all: boolean): Promise<void> => {
    const running = workspace.start(develop);
    const { pid = 0 } = running;
    await sleep(ms);
    const tree = processTree(pid, await listProcesses());
    kill(-pid);
    for (const each of all ? tree : []) kill(each.pid);
    await running;
  };

  itOnPosix(
    `is repaired by the next one, ${kills} times`,
    async () => {
      for (let i = 0; i < kills; i += 1) {
        await change(i);
        if (random() < 0.5) await uninstall();
        const [ms, all] = [Math.round(duration * (0.2 + 0.9 * random())), random() < 0.5];
        await killDuring(ms, all);

        const { exitCode, output } = await workspace.nx(develop);

        // The number of the kill and its moment stand in the message of a failure.
        const here = { kill: i, ms, all };
        expect({ ...here, exitCode, output }).toMatchObject({ ...here, exitCode: 0 });
        const state = await installedState(workspace, names);
        expect({ ...here, ...state }).toEqual({
          ...here,
          values: { one: i + 1, two: i + 1 },
          problems: [],
        });
      }
    },
    kills * 60_000,
  );

  it('leaves nothing to do once it is repaired', async () => {
    const { output } = await workspace.nx([...develop, '--outputStyle=stream']);
    for (const name of names) expect(output).toContain(`${name} is up to date in`);
  });
});

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

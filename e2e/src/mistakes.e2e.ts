import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdir, realpath, rm, symlink } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { commitAll, type NxWorkspace } from '../../tools/workspace/nx-workspace.ts';
import type { Sandbox } from '../../tools/workspace/sandbox.ts';
import type { Finished, Terminal } from '../../tools/workspace/terminal.ts';
import { SYSTEM_PYTHON } from '../../tools/workspace/virtual-environment.ts';
import { changedFiles, edit, remember, write } from './files.ts';
import { attemptNx, runNx } from './nx.ts';
import { freshMachine, majorOf, NEWEST_NX, newWorkspace } from './setting.ts';

describe(`on Nx ${majorOf(NEWEST_NX)}: a mistake gives one message that says what to do`, () => {
  let machine: Sandbox;
  let workspace: NxWorkspace;

  beforeAll(async () => {
    machine = await freshMachine({ uv: true, cargoTarget: 'shared' });
    workspace = await newWorkspace(machine, NEWEST_NX);
    const { terminal } = workspace;
    await runNx(terminal, 'add', 'pyo3');
    await runNx(terminal, 'g', 'pyo3:lib', 'libs/mylib');
    await runNx(terminal, 'run', 'mylib:develop');
    await commitAll(terminal, 'feat: mylib');
  });

  afterAll(() => machine.remove());

  /** Runs Nx, which must refuse in a way that a person can read. */
  async function refused(terminal: Terminal, ...args: string[]): Promise<Finished> {
    const finished = await attemptNx(terminal, ...args);
    expect(finished.exitCode).not.toBe(0);
    expect(finished.output).not.toMatch(/^\s+at .+:\d+:\d+\)?$/m);
    return finished;
  }

  describe('in what is asked of the generator', () => {
    it.each([
      { mistake: 'a Rust keyword', args: ['libs/impl'], says: /impl/ },
      { mistake: 'a Python keyword', args: ['libs/x', '--moduleName=lambda._x'], says: /lambda/ },
      { mistake: 'a module of the standard library', args: ['libs/json'], says: /json/ },
      { mistake: 'a crate that it would shadow', args: ['libs/pyo3'], says: /pyo3/ },
      { mistake: 'a folder that exists', args: ['libs/mylib'], says: /libs\/mylib/ },
      {
        mistake: 'a module that another library has',
        args: ['libs/second', '--moduleName=mylib._mylib'],
        says: /mylib/,
      },
      { mistake: 'a name that pip refuses', args: ['libs/x', '--name=-x-'], says: /-x-/ },
      { mistake: 'a folder outside', args: ['../outside'], says: /outside/ },
      { mistake: 'an unknown option', args: ['libs/x', '--layuot=src'], says: /layuot/ },
      { mistake: 'an unknown value', args: ['libs/x', '--layout=sorc'], says: /sorc|layout/ },
    ])('$mistake', async ({ args, says }) => {
      const { output } = await refused(workspace.terminal, 'g', 'pyo3:lib', ...args);

      expect(output).toMatch(says);
      expect(await changedFiles(workspace.terminal)).toEqual([]);
    });
  });

  it('an option of an executor that is misspelt', async () => {
    await write(
      workspace.folder,
      'libs/mylib/project.json',
      JSON.stringify({ targets: { build: { options: { profil: 'release' } } } }),
    );
    try {
      const { output } = await refused(workspace.terminal, 'run', 'mylib:build');
      expect(output).toMatch(/profil\b/);
    } finally {
      await rm(join(workspace.folder, 'libs/mylib/project.json'));
    }
  });

  it('Rust that does not compile: shows what rustc says', async () => {
    const restore = await remember(workspace.folder, 'libs/mylib/src/lib.rs');
    await edit(
      workspace.folder,
      'libs/mylib/src/lib.rs',
      /values\.len\(\) as f64/,
      'nothing_like_this',
    );
    try {
      const { output } = await refused(workspace.terminal, 'run', 'mylib:develop');
      expect(output).toMatch(/cannot find value `nothing_like_this`/);
    } finally {
      await restore();
    }
  });

  describe('of the machine', () => {
    it('no cargo on the PATH', async () => {
      const path = await pathWith(machine, ['node', SYSTEM_PYTHON, 'git']);
      const bare = workspace.terminal.with({ environment: { PATH: path, CARGO_HOME: path } });

      const { output } = await refused(bare, 'run', 'mylib:cargo-test', '--skipNxCache');

      expect(output).toMatch(/cargo/);
      expect(output).toMatch(/rustup\.rs/);
    });

    it('a virtual environment whose Python is gone', async () => {
      const { folder, terminal } = workspace;
      const bin = join(folder, '.venv', 'bin');
      await terminal.run('mv', bin, `${bin}-away`);
      await mkdir(bin);
      // What is left when the Python that the environment was made with has been uninstalled.
      for (const name of ['python', 'python3']) await symlink('/nowhere/python', join(bin, name));
      try {
        const { output } = await refused(terminal, 'run', 'mylib:develop');
        expect(output).toMatch(/\.venv/);
        expect(output).toMatch(/Remove it with/);
      } finally {
        await rm(bin, { recursive: true });
        await terminal.run('mv', `${bin}-away`, bin);
      }
    });
  });
});

/** A PATH with nothing on it but the given programs and what a shell script needs. */
async function pathWith(machine: Sandbox, programs: readonly string[]): Promise<string> {
  const bin = join(machine.folder, 'only');
  await mkdir(bin, { recursive: true });
  for (const program of [...programs, 'sh', 'env', 'uname', 'cc']) {
    const { stdout } = await machine.terminal.run('which', program);
    const found = await realpath(stdout.trim());
    await rm(join(bin, program), { force: true });
    await symlink(found, join(bin, program));
  }
  return [bin].join(delimiter);
}

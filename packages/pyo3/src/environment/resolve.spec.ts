import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Command } from '../process/command.ts';
import { resolvePythonEnvironment, type EnvironmentRequest } from './resolve.ts';
import { fakeRunner, interpreterFixture } from '../testing/environments.ts';
import { environmentPython } from './virtual-environment.ts';

const suffix = process.platform === 'win32' ? '.EXE' : '';
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'pyo3-env-'));
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(root, { recursive: true });
});

function write(path: string, text = ''): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  chmodSync(path, 0o755);
  return path;
}

function makeVenv(prefix: string): string {
  write(environmentPython(prefix));
  write(join(prefix, 'pyvenv.cfg'), 'home = /py');
  return prefix;
}

/** Every Python answers for the folder that it lies in; `uv venv` and `-m venv` make environments. */
function machine(version: readonly number[] = [3, 11, 7], create = makeVenv) {
  return fakeRunner(({ program, args }: Command) => {
    if (args.includes('venv')) {
      create(args.at(-1) ?? '');
      return {};
    }
    const prefix = dirname(dirname(program));
    const isVenv = existsSync(join(prefix, 'pyvenv.cfg'));
    const facts = interpreterFixture({
      executable: program,
      prefix: isVenv ? prefix : '/py',
      version: version as [number, number, number],
    });
    return { stdout: `${JSON.stringify({ libDir: null, frameworkPrefix: null, ...facts })}\n` };
  });
}

function resolveWith(request: Partial<EnvironmentRequest> = {}) {
  return resolvePythonEnvironment({
    workspaceRoot: root,
    projectRoot: 'libs/a',
    env: { PATH: join(root, 'path'), PATHEXT: '.EXE' },
    run: machine().run,
    create: false,
    log: () => {},
    ...request,
  });
}

describe('the environment of a project is', () => {
  it("its own .venv, before the workspace's and an active one", async () => {
    const own = makeVenv(join(root, 'libs/a/.venv'));
    makeVenv(join(root, '.venv'));
    const env = { VIRTUAL_ENV: makeVenv(join(root, 'active')) };
    const found = await resolveWith({ env });
    expect(found).toMatchObject({ origin: 'project-venv', prefix: own, kind: 'venv' });
    expect(found.interpreter.executable).toBe(environmentPython(own));
  });

  it("else the workspace's, before an active one", async () => {
    const shared = makeVenv(join(root, '.venv'));
    const env = { VIRTUAL_ENV: makeVenv(join(root, 'active')) };
    expect(await resolveWith({ env })).toMatchObject({
      origin: 'workspace-venv',
      prefix: shared,
    });
  });

  it('else the active virtual environment, before an active conda environment', async () => {
    const active = makeVenv(join(root, 'active'));
    const env = { VIRTUAL_ENV: active, CONDA_PREFIX: join(root, 'conda') };
    expect(await resolveWith({ env })).toMatchObject({ origin: 'VIRTUAL_ENV', prefix: active });
  });

  it("never conda's base environment, which belongs to conda", async () => {
    const env = { CONDA_PREFIX: join(root, 'conda'), CONDA_DEFAULT_ENV: 'base' };
    await expect(resolveWith({ env })).rejects.toMatchObject({ code: 'interpreter-missing' });
  });

  it('before all, what the option says: a folder, a file, a program or a version', async () => {
    makeVenv(join(root, '.venv'));
    const mine = makeVenv(join(root, 'my env'));
    const python = write(join(root, 'path', `python3.12${suffix}`));
    const folder = await resolveWith({ interpreter: 'my env' });
    expect(folder).toMatchObject({ origin: 'option', prefix: mine });
    const file = await resolveWith({ interpreter: environmentPython(mine) });
    expect(file).toMatchObject({ origin: 'option', prefix: mine });
    for (const interpreter of ['3.12', 'python3.12']) {
      const bare = await resolveWith({ interpreter });
      expect(bare).toMatchObject({ origin: 'option', kind: 'system' });
      expect(bare.interpreter.executable).toBe(python);
      expect(bare.prefix).toBeUndefined();
    }
  });
});

describe('an environment that is no good is an error and not passed over', () => {
  it('without pyvenv.cfg', async () => {
    write(join(root, 'libs/a/.venv/left-over'));
    makeVenv(join(root, '.venv'));
    await expect(resolveWith()).rejects.toMatchObject({
      code: 'environment-broken',
      message: `The virtual environment ${join('libs', 'a', '.venv')} is broken: it has no pyvenv.cfg.`,
      hint: expect.stringContaining(join('libs', 'a', '.venv')),
    });
  });

  it('without its Python', async () => {
    write(join(root, '.venv/pyvenv.cfg'), 'home = /gone');
    await expect(resolveWith({ create: true })).rejects.toMatchObject({
      code: 'environment-broken',
      message: expect.stringContaining('there is no Python at'),
    });
  });

  it('with a Python that does not run', async () => {
    makeVenv(join(root, '.venv'));
    const { run } = fakeRunner(() => ({ exitCode: 1, stderr: 'cannot open shared object\n' }));
    await expect(resolveWith({ run })).rejects.toMatchObject({
      code: 'environment-broken',
      message: expect.stringContaining('does not run: cannot open shared object.'),
    });
  });

  it('active, and deleted', async () => {
    await expect(resolveWith({ env: { VIRTUAL_ENV: join(root, 'gone') } })).rejects.toMatchObject({
      code: 'environment-broken',
      hint: expect.stringContaining('deactivate'),
    });
  });

  it('named by the option, and not there', async () => {
    await expect(resolveWith({ interpreter: '3.77' })).rejects.toMatchObject({
      code: 'interpreter-missing',
      message: expect.stringContaining('"3.77"'),
    });
  });
});

describe('where there is none', () => {
  it('it is made with uv', async () => {
    const uv = write(join(root, 'path', `uv${suffix}`));
    const { run, commands } = machine();
    const found = await resolveWith({ run, create: true, requiresPython: '>=3.10' });
    expect(found).toMatchObject({ origin: 'created', prefix: join(root, '.venv') });
    expect(commands[0]).toMatchObject({
      program: uv,
      args: ['venv', '--python', '>=3.10', join(root, '.venv')],
    });
  });

  it('it is made with uv by .python-version, which is the user’s choice', async () => {
    write(join(root, 'path', `uv${suffix}`));
    write(join(root, '.python-version'), '3.12');
    const { run, commands } = machine();
    await resolveWith({ run, create: true, requiresPython: '>=3.10' });
    expect(commands[0]?.args).toEqual(['venv', join(root, '.venv')]);
  });

  it('it is made with a Python of the PATH that the project allows', async () => {
    const python = write(join(root, 'path', `python${suffix}`));
    const { run, commands } = machine();
    await resolveWith({ run, create: true, requiresPython: '>=3.10' });
    expect(commands[1]).toMatchObject({
      program: python,
      args: ['-m', 'venv', join(root, '.venv')],
    });
  });

  it('an unsuitable Python is named, and nothing is made', async () => {
    write(join(root, 'path', `python${suffix}`));
    const { run } = machine([3, 8, 18]);
    const request = resolveWith({ run, create: true, requiresPython: '>=3.10' });
    await expect(request).rejects.toMatchObject({
      code: 'interpreter-unsupported',
      message: 'Python >=3.10 is needed to make the virtual environment; there is only 3.8.18.',
    });
    expect(existsSync(join(root, '.venv'))).toBe(false);
  });

  it('a machine without Python is told what to install', async () => {
    await expect(resolveWith({ create: true })).rejects.toMatchObject({
      code: 'interpreter-missing',
      hint: expect.stringContaining('Install uv'),
    });
  });

  it('a failed attempt leaves nothing behind', async () => {
    write(join(root, 'path', `uv${suffix}`));
    const { run } = fakeRunner(({ args }) => {
      write(join(args.at(-1) ?? '', 'half'));
      return { exitCode: 1, stderr: 'error: No space left on device\n' };
    });
    await expect(resolveWith({ run, create: true })).rejects.toMatchObject({
      code: 'file-unwritable',
      message: 'The disk is full.',
    });
    expect(existsSync(join(root, '.venv'))).toBe(false);
  });

  it('several tasks at once make it once', async () => {
    write(join(root, 'path', `uv${suffix}`));
    const { run, commands } = machine();
    const all = await Promise.all([1, 2, 3].map(() => resolveWith({ run, create: true })));
    expect(commands.filter(({ args }) => args.includes('venv'))).toHaveLength(1);
    expect(all.map(({ origin }) => origin).sort()).toEqual([
      'created',
      'workspace-venv',
      'workspace-venv',
    ]);
  });

  it('what a killed process left half made is replaced', async () => {
    write(join(root, 'path', `uv${suffix}`));
    makeVenv(join(root, '.venv'));
    write(join(root, '.venv/half'));
    const lock = join(root, '.nx/workspace-data/pyo3/venv.lock');
    write(join(lock, 'begun'));
    const longAgo = new Date(Date.now() - 3_600_000);
    utimesSync(lock, longAgo, longAgo);
    expect(await resolveWith({ create: true })).toMatchObject({ origin: 'created' });
    expect(existsSync(join(root, '.venv/half'))).toBe(false);
    expect(existsSync(lock)).toBe(false);
  });

  it('and none is wanted, it says how to make one', async () => {
    await expect(resolveWith()).rejects.toMatchObject({
      code: 'interpreter-missing',
      hint: expect.stringContaining('uv sync'),
    });
  });
});

describe('an environment that comes with the repository', () => {
  const env = { PATH: process.env['PATH'] ?? '' };
  const git = (...args: readonly string[]) =>
    expect(spawnSync('git', args, { cwd: root, env }).status).toBe(0);

  it('is refused with the reason, and nothing of it is started', async () => {
    makeVenv(join(root, '.venv'));
    git('init', '--quiet');
    git('add', '--force', '.venv');
    const { run, commands } = machine();
    await expect(resolveWith({ env, run })).rejects.toMatchObject({
      code: 'environment-broken',
      message: expect.stringContaining('git tracks files of the virtual environment .venv'),
      hint: expect.stringContaining('git rm -r --cached .venv'),
    });
    expect(commands).toEqual([]);
  });

  it('is asked again where the repository also brings what it is said to be', async () => {
    makeVenv(join(root, '.venv'));
    // Files that have just changed prove nothing.
    const ahead = Date.now() + 10_000;
    jest.spyOn(Date, 'now').mockReturnValue(ahead);
    const { run, commands } = machine();
    const first = await resolveWith({ run });
    const kept = join(root, '.nx/workspace-data/pyo3');
    // As a checkout has it: the same file in a folder that was made anew.
    const answers = readFileSync(join(kept, 'interpreters.json'), 'utf8');
    rmSync(kept, { recursive: true });
    write(join(kept, 'interpreters.json'), answers);
    expect(await resolveWith({ run })).toEqual(first);
    expect(commands).toHaveLength(2);
    expect(await resolveWith({ run })).toEqual(first);
    expect(commands).toHaveLength(2);
  });
});

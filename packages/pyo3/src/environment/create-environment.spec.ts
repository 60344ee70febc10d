import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createEnvironment } from './create-environment.ts';
import { fakeRunner, interpreterFixture } from '../testing/environments.ts';
import { environmentPython } from './virtual-environment.ts';

const suffix = process.platform === 'win32' ? '.EXE' : '';
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'pyo3-env-'));
  writeFileSync(join(root, 'pyproject.toml'), '[dependency-groups]\ndev = ["pytest", "ruff>=0.9"]');
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

/** Makes an environment on a machine with one program; returns what was started, in order. */
async function createWith(program: 'uv' | 'python3', installExitCode = 0, requiresPython?: string) {
  const bin = join(root, 'bin');
  mkdirSync(bin);
  writeFileSync(join(bin, `${program}${suffix}`), '', { mode: 0o755 });
  const prefix = join(root, '.venv');
  const { run, commands } = fakeRunner(({ args }) => {
    if (args.includes('venv')) mkdirSync(prefix);
    if (args.includes('install')) return { exitCode: installExitCode, stderr: 'no such package' };
    const facts = interpreterFixture({ executable: join(bin, program) });
    return { stdout: `${JSON.stringify({ libDir: null, frameworkPrefix: null, ...facts })}\n` };
  });
  const env = { PATH: bin, PATHEXT: suffix };
  const said: string[] = [];
  const log = (line: string) => said.push(line);
  const created = createEnvironment({
    ...{ workspaceRoot: root, prefix, env, run, log },
    ...(requiresPython === undefined ? {} : { requiresPython }),
  });
  return { created, commands, prefix, said };
}

describe('a new environment', () => {
  it('gets the development tools of the workspace, and those that it lacks, from uv', async () => {
    const { created, commands, prefix } = await createWith('uv');
    await created;
    const python = environmentPython(prefix);
    expect(commands.at(-1)).toMatchObject({
      args: [
        ...['pip', 'install', '--python', python, '--'],
        ...['pytest', 'ruff>=0.9', 'maturin>=1.9.4,<2'],
      ],
    });
  });

  it('gets them from its own pip where there is no uv', async () => {
    const { created, commands, prefix } = await createWith('python3');
    await created;
    expect(commands.at(-1)).toMatchObject({
      program: environmentPython(prefix),
      args: expect.arrayContaining(['-m', 'pip', 'install', 'pytest', 'ruff>=0.9']),
    });
  });

  it.each([
    ['>=3.11', ['venv', '--python', '>=3.11']],
    ['./evil', ['venv']],
    ['--config-file=x', ['venv']],
  ])('is asked for by requires-python where that is a set of versions: %s', async (text, args) => {
    const { created, commands, prefix } = await createWith('uv', 0, text);
    await created;
    expect(commands[0]?.args).toEqual([...args, prefix]);
  });

  it.each(['uv', 'python3'] as const)(
    'is announced without a path of this machine, for the cache replays the line: %s',
    async (program) => {
      const { created, said } = await createWith(program);
      await created;
      expect(said[0]).toBe(`Creating the virtual environment .venv with ${program}`);
      expect(said.join('\n')).not.toContain(root);
    },
  );

  it('does not stay when they cannot be installed', async () => {
    const { created, prefix } = await createWith('uv', 1);
    await expect(created).rejects.toMatchObject({ code: 'environment-broken' });
    expect(existsSync(prefix)).toBe(false);
  });
});

import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Command } from './command.ts';
import { createRunner } from './run.ts';

const onPosix = process.platform === 'win32' ? it.skip : it;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pyo3 run ü '));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A Node program given as text; it reaches no shell. */
function script(source: string, env: Record<string, string> = {}): Command {
  return { program: process.execPath, args: ['-e', source], cwd: folder, env };
}

/** Starts a child that starts a grandchild; both write their pid and then wait for ever. */
const family = `
  const { spawn } = require('node:child_process');
  const { renameSync, writeFileSync } = require('node:fs');
  const grandchild = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  writeFileSync('pids.tmp', JSON.stringify([process.pid, grandchild.pid]));
  renameSync('pids.tmp', 'pids.json');
  setInterval(() => {}, 1000);
`;

async function pidsOfFamily(): Promise<number[]> {
  for (;;) {
    try {
      return JSON.parse(readFileSync(join(folder, 'pids.json'), 'utf8')) as number[];
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // A container without an init process keeps what has ended as a zombie.
  if (process.platform !== 'linux') return true;
  return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
}

describe('a program that ends by itself', () => {
  it('gives its output and exit code', async () => {
    const run = createRunner();
    const result = await run(
      script(
        `process.stdout.write('out\\n'); process.stderr.write('err\\n'); process.exitCode = 3;`,
      ),
      { output: 'capture' },
    );
    expect(result).toEqual({ exitCode: 3, stdout: 'out\n', stderr: 'err\n' });
  });

  it('sees the given environment and folder, and nothing of ours', async () => {
    const command = script(
      `console.log(JSON.stringify([process.cwd(), process.env.ONLY, process.env.HOME]))`,
      {
        ONLY: 'ä "quoted" $HOME',
      },
    );
    const { stdout } = await createRunner()(command, { output: 'capture' });
    const [cwd, only, home] = JSON.parse(stdout) as string[];
    expect(cwd).toContain('pyo3 run ü ');
    expect(only).toBe('ä "quoted" $HOME');
    expect(home).toBeFalsy();
  });

  it('reads the given input', async () => {
    const { stdout } = await createRunner()(script(`process.stdin.pipe(process.stdout)`), {
      output: 'capture',
      input: 'to you',
    });
    expect(stdout).toBe('to you');
  });

  it('answers with all of standard output, while standard error is shown', async () => {
    const shown: string[] = [];
    const original = process.stderr.write.bind(process.stderr);
    process.stderr.write = (chunk: Uint8Array | string) => {
      shown.push(String(chunk));
      return true;
    };
    try {
      const source = `console.error('working'); process.stdout.write('x'.repeat(200_000));`;
      const { stdout, stderr } = await createRunner()(script(source), { output: 'answer' });
      expect(stdout).toHaveLength(200_000);
      expect(stderr).toBe('working\n');
    } finally {
      process.stderr.write = original;
    }
    expect(shown.join('')).toBe('working\n');
  });

  it('reads nothing when captured without input', async () => {
    const { exitCode } = await createRunner()(script(`process.stdin.resume()`), {
      output: 'capture',
    });
    expect(exitCode).toBe(0);
  });

  onPosix('may be named by a path with spaces and letters of any script', async () => {
    const program = join(folder, 'my nöde');
    symlinkSync(process.execPath, program);
    const command = { ...script(''), program, args: ['-e', 'process.exit(7)'] };
    expect((await createRunner()(command, { output: 'capture' })).exitCode).toBe(7);
  });

  it('keeps the last 64 KiB of what it shows with `tee`', async () => {
    const written: string[] = [];
    const original = process.stdout.write.bind(process.stdout);
    process.stdout.write = (chunk: Uint8Array | string) => {
      written.push(String(chunk));
      return true;
    };
    try {
      const text = `'x'.repeat(100_000) + 'the end'`;
      const result = await createRunner()(script(`process.stdout.write(${text})`), {
        output: 'tee',
      });
      expect(result.stdout).toHaveLength(64 * 1024);
      expect(result.stdout.endsWith('the end')).toBe(true);
      expect(Buffer.from(written.join('').replaceAll(',', '')).length).toBeGreaterThan(100_000);
    } finally {
      process.stdout.write = original;
    }
  });
});

describe('a program that cannot be started', () => {
  it('is named, with the way to get it', async () => {
    const command = { ...script(''), program: join(folder, 'cargo') };
    await expect(createRunner()(command)).rejects.toMatchObject({
      code: 'tool-missing',
      message: `The program ${join(folder, 'cargo')} does not exist.`,
      hint: expect.stringContaining('Install Rust'),
    });
  });

  it('is not confused with a folder that is missing', async () => {
    const command = { ...script(''), cwd: join(folder, 'gone') };
    await expect(createRunner()(command)).rejects.toMatchObject({
      code: 'command-failed',
      message: expect.stringContaining('which is not a folder'),
    });
  });

  onPosix('is told apart when it is no program', async () => {
    const command = { ...script(''), program: folder };
    await expect(createRunner()(command)).rejects.toMatchObject({
      code: 'command-failed',
      message: expect.stringContaining('(EACCES)'),
    });
  });
});

describe('being asked to stop', () => {
  it('ends the program and what it started, and says by which signal', async () => {
    const abort = new AbortController();
    const running = createRunner({ signal: abort.signal })(script(family), { output: 'capture' });
    const pids = await pidsOfFamily();
    abort.abort();
    expect(await running).toMatchObject({ exitCode: 143, signal: 'SIGTERM' });
    expect(pids.filter(isRunning)).toEqual([]);
  });

  onPosix('passes a signal on, and lets the program end in its own way', async () => {
    const polite = `
      process.on('SIGINT', () => { console.log('cleaned up'); process.exit(0); });
      ${family}
    `;
    const running = createRunner()(script(polite), { output: 'capture' });
    await pidsOfFamily();
    process.emit('SIGINT', 'SIGINT');
    expect(await running).toMatchObject({
      exitCode: 130,
      signal: 'SIGINT',
      stdout: 'cleaned up\n',
    });
  });

  it('starts nothing afterwards', async () => {
    const abort = new AbortController();
    const run = createRunner({ signal: abort.signal });
    abort.abort();
    const result = await run(script(`require('node:fs').writeFileSync('ran', '')`));
    expect(result.exitCode).toBe(143);
    expect(() => readFileSync(join(folder, 'ran'))).toThrow('ENOENT');
  });

  it('leaves no listener behind', async () => {
    const before = process.listenerCount('SIGINT');
    await createRunner()(script(''), { output: 'capture' });
    expect(process.listenerCount('SIGINT')).toBe(before);
  });

  it('ends a program and what it started after a timeout, with exit code 124', async () => {
    const running = createRunner()(script(family), { output: 'capture', timeoutMs: 1500 });
    const pids = await pidsOfFamily();
    expect(await running).toMatchObject({ exitCode: 124 });
    expect(pids.filter(isRunning)).toEqual([]);
  });
});

onPosix('a program that a signal ended gives 128 and its number', async () => {
  const result = await createRunner()(script(`process.kill(process.pid, 'SIGKILL')`), {
    output: 'capture',
  });
  expect(result).toMatchObject({ exitCode: 137, signal: 'SIGKILL' });
});

/** What is timed: the plugin, and what does the same by hand. */
import { execa } from 'execa';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Repository } from './workspace.ts';

/** Wall time in milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** What a command has printed is in the error when it fails. */
const quiet = { stdin: 'ignore', extendEnv: false } as const;

export async function nx({ root, env }: Repository, ...args: readonly string[]): Promise<void> {
  await execa(process.execPath, [nxProgram(root), ...args], { cwd: root, env, ...quiet });
}

/** What the tasks of a target took in the last run, in milliseconds, as Nx's report says. */
export function taskTimes({ root }: Repository, target: string): number {
  const { tasks } = JSON.parse(
    readFileSync(join(root, '.nx', 'cache', 'run.json'), 'utf8'),
  ) as Report;
  return tasks
    .filter((task) => task.target === target)
    .reduce((sum, { startTime, endTime }) => sum + Date.parse(endTime) - Date.parse(startTime), 0);
}

interface Report {
  readonly tasks: readonly {
    readonly target: string;
    readonly startTime: string;
    readonly endTime: string;
  }[];
}

function nxProgram(root: string): string {
  const folder = join(root, 'node_modules', 'nx');
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    readonly bin: { readonly nx: string };
  };
  return join(folder, manifest.bin.nx);
}

/** One after the other, or two at once. */
export async function maturinLoop(
  { root, names, env }: Repository,
  installer: 'uv' | 'pip',
  atOnce = 1,
): Promise<void> {
  const left = [...names];
  const worker = async (): Promise<void> => {
    for (let name = left.shift(); name !== undefined; name = left.shift()) {
      await maturin({ root, names, env }, name, installer);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

export async function maturin(
  { root, env }: Repository,
  name: string,
  installer: 'uv' | 'pip' = 'uv',
): Promise<void> {
  const args = ['develop', '--quiet', ...(installer === 'uv' ? ['--uv'] : [])];
  await execa('maturin', args, { cwd: join(root, 'libs', name), env, ...quiet });
}

export async function uvSync({ root, env }: Repository): Promise<void> {
  await execa('uv', ['sync', '--quiet', '--inexact'], { cwd: root, env, ...quiet });
}

export interface Watching {
  /** Resolves at the next line about a run. */
  readonly next: () => Promise<void>;
  readonly end: () => Promise<void>;
}

export function watching({ root, env }: Repository, name: string): Watching {
  const child = execa(process.execPath, [nxProgram(root), 'run', `${name}:watch`], {
    cwd: root,
    env,
    extendEnv: false,
    all: true,
    reject: false,
  });
  let lines = 0;
  let told = 0;
  let wake = () => {};
  child.all.on('data', (chunk: Buffer) => {
    lines += chunk.toString().match(/\(\d+\.\d s\)/g)?.length ?? 0;
    wake();
  });
  return {
    next: async () => {
      while (lines <= told) {
        if (child.exitCode !== null) throw new Error('watch has ended');
        await new Promise<void>((resolve) => (wake = resolve));
      }
      told += 1;
    },
    end: async () => {
      child.kill('SIGINT');
      await child;
    },
  };
}

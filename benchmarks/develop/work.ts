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
export function taskTimes(repository: Repository, target: string): number {
  return reportOf(repository)
    .tasks.filter((task) => task.target === target)
    .reduce((sum, span) => sum + lengthOf(span), 0);
}

/** From the first task to the last in the last run, in milliseconds: without the start of Nx. */
export function runTime(repository: Repository): number {
  return lengthOf(reportOf(repository).run);
}

function reportOf({ root }: Repository): Report {
  return JSON.parse(readFileSync(join(root, '.nx', 'cache', 'run.json'), 'utf8')) as Report;
}

function lengthOf({ startTime, endTime }: Span): number {
  return Date.parse(endTime) - Date.parse(startTime);
}

interface Span {
  readonly startTime: string;
  readonly endTime: string;
}

interface Report {
  readonly run: Span;
  readonly tasks: readonly (Span & { readonly target: string })[];
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

/** Cargo alone, for all libraries or for one, in a target folder of its own. */
export async function cargo(
  { root, env }: Repository,
  ...selection: readonly string[]
): Promise<void> {
  const args = ['build', '--quiet', '--lib', '--target-dir', 'target/alone', ...selection];
  await execa('cargo', args, { cwd: root, env, ...quiet });
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

/**
 * One round: each program once, one after the other, so that all of them see the same machine.
 */
import { execa } from 'execa';
import { rmSync } from 'node:fs';
import { join } from 'node:path';

/** Milliseconds of wall time, unless another unit is named. */
export interface Run {
  /** One for each call of both hooks in one process; before each of the last two a manifest was changed. */
  readonly times: readonly number[];
  /** Largest resident set, in MiB. */
  readonly memory: number;
  /** Of loading the plugin, before the first call. */
  readonly load: number;
  readonly projects: number;
  readonly edges: number;
}

export interface Workspace {
  readonly root: string;
  /** File with its `Listing`. */
  readonly listing: string;
}

export async function timeOfCargo({ root }: Workspace): Promise<number> {
  const start = performance.now();
  await execa('cargo', ['metadata', '--no-deps', '--offline', '--format-version', '1'], {
    cwd: root,
    stdout: 'ignore',
    stderr: 'ignore',
  });
  return performance.now() - start;
}

/** @param isKept whether what a run before has left on disk may be used. */
export async function runHooks(
  plugin: string,
  { root, listing }: Workspace,
  calls: number,
  isKept: boolean,
): Promise<Run> {
  const data = join(root, '.nx', 'workspace-data');
  if (!isKept) rmSync(data, { recursive: true, force: true });
  const program = join(import.meta.dirname, 'hooks.mjs');
  const { stdout } = await execa(process.execPath, [program, plugin, listing, String(calls)], {
    cwd: root,
    env: { NX_DAEMON: 'false', NX_WORKSPACE_ROOT_PATH: root, NX_WORKSPACE_DATA_DIRECTORY: data },
    stderr: 'ignore',
  });
  return JSON.parse(stdout.split('\n').at(-1) ?? '') as Run;
}

/** What Node needs for the same files without a plugin, see `floor.mjs`. */
export interface Floor {
  readonly stat: number;
  readonly read: number;
  readonly parsed: number;
}

export async function runFloor({ root }: Workspace): Promise<Floor> {
  const program = join(import.meta.dirname, 'floor.mjs');
  const { stdout } = await execa(process.execPath, [program], { cwd: root });
  return JSON.parse(stdout) as Floor;
}

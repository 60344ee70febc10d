/**
 * Lets one process at a time make an environment, install into it or compile a library (Nx runs tasks
 * side by side).
 *
 * Node has no file locks, and a virtual environment cannot be made elsewhere and renamed, since its
 * scripts name its path. So the mutex is a folder, which exists for one process only; its holder
 * keeps it fresh, so that one that was killed is told from one that is slow. Process ids, which
 * containers use again, only shorten the wait where they are proof.
 */
import { randomUUID } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pyo3Error } from '../diagnostics/pyo3-error.ts';
import { readOptional } from '../files/disk.ts';
import { hasEnded, ownHolder, parseHolder } from './mutex-holder.ts';

interface MutexTiming {
  readonly heartbeatMs: number;
  readonly staleMs: number;
  /** For a holder that has ended after `begin`: what it had started may go on for a while. */
  readonly orphansMs: number;
  readonly pollMs: number;
}

const usual: MutexTiming = {
  heartbeatMs: 1_000,
  staleMs: 15_000,
  orphansMs: 5_000,
  pollMs: 50,
};

export interface MutexOptions {
  /** What another process does meanwhile; continues "another process that is". */
  readonly waitsFor: string;
  /** How long to wait for it. Default: ten minutes. */
  readonly giveUpMs?: number;
  readonly timing?: MutexTiming;
}

export interface ExclusiveWork {
  /** True when a former holder was killed after `begin`: what it made may be incomplete. */
  readonly leftIncomplete: boolean;
  /** To call before the first change. */
  readonly begin: () => void;
}

/**
 * Runs `work` while no other process runs work under the same `mutex` (an absolute path in a folder
 * that may have to be made).
 *
 * @throws Pyo3Error `environment-broken` when another process has not ended its work in time.
 */
export async function withMutex<T>(
  mutex: string,
  work: (exclusive: ExclusiveWork) => Promise<T>,
  { waitsFor, giveUpMs = 600_000, timing = usual }: MutexOptions,
): Promise<T> {
  const leftIncomplete = await acquire(mutex, waitsFor, giveUpMs, timing);
  const heartbeat = setInterval(() => touch(mutex), timing.heartbeatMs);
  try {
    return await work({ leftIncomplete, begin: () => writeFileSync(join(mutex, 'begun'), '') });
  } finally {
    clearInterval(heartbeat);
    rmSync(mutex, { recursive: true, force: true });
  }
}

async function acquire(
  mutex: string,
  waitsFor: string,
  giveUpMs: number,
  timing: MutexTiming,
): Promise<boolean> {
  mkdirSync(dirname(mutex), { recursive: true });
  const startedMs = Date.now();
  let leftIncomplete = false;
  while (!tryMake(mutex)) {
    if (isStale(mutex, timing)) leftIncomplete = removeStale(mutex, timing) || leftIncomplete;
    else if (Date.now() - startedMs > giveUpMs)
      throw stuck(mutex, waitsFor, Date.now() - startedMs);
    else await sleep(timing.pollMs);
  }
  return leftIncomplete;
}

function isStale(mutex: string, { staleMs, orphansMs }: MutexTiming): boolean {
  const age = ageOf(mutex);
  if (age === undefined) return false;
  if (age > staleMs) return true;
  const holder = parseHolder(readOptional(join(mutex, 'holder')) ?? '');
  if (holder === undefined || !hasEnded(holder)) return false;
  return !existsSync(join(mutex, 'begun')) || age > orphansMs;
}

function tryMake(mutex: string): boolean {
  try {
    mkdirSync(mutex);
    writeFileSync(join(mutex, 'holder'), JSON.stringify(ownHolder()));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * True when its holder had begun. Only one of several waiters can rename the folder away; the
 * others find none and wait on.
 */
function removeStale(mutex: string, timing: MutexTiming): boolean {
  const aside = `${mutex}.${randomUUID()}`;
  try {
    renameSync(mutex, aside);
    // Another waiter was faster, and this one is its own.
    if (!isStale(aside, timing)) {
      renameSync(aside, mutex);
      return false;
    }
  } catch {
    return false;
  }
  const begun = existsSync(join(aside, 'begun'));
  rmSync(aside, { recursive: true, force: true });
  return begun;
}

function ageOf(mutex: string): number | undefined {
  const stat = statSync(mutex, { throwIfNoEntry: false });
  return stat === undefined ? undefined : Date.now() - stat.mtimeMs;
}

function touch(mutex: string): void {
  try {
    utimesSync(mutex, new Date(), new Date());
  } catch {
    // `nx reset` may have removed it; the work goes on.
  }
}

function stuck(mutex: string, waitsFor: string, waitedMs: number): Pyo3Error {
  return new Pyo3Error({
    code: 'environment-broken',
    message: `This task waited ${durationOf(waitedMs)} for another process that is ${waitsFor}, and gave up.`,
    hint: `End it; if there is none, remove ${mutex} and run this again.`,
  });
}

function durationOf(ms: number): string {
  const units = [
    ['hours', 3_600_000],
    ['minutes', 60_000],
    ['seconds', 1_000],
  ] as const;
  const [name, size] = units.find(([, each]) => ms >= 2 * each) ?? ['ms', 1];
  return `${Math.floor(ms / size)} ${name}`;
}

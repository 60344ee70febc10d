/**
 * Serialises the creation of one environment by several processes (Nx runs tasks side by side).
 *
 * Node has no file locks, and a virtual environment cannot be made elsewhere and renamed, since its
 * scripts name its path. So the lock is a folder, which exists for one process only; its holder
 * keeps it fresh, so that one who was killed is told from one who is slow. Process ids, which
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
import { hasEnded, ownHolder, parseHolder } from './lock-holder.ts';

export interface LockTiming {
  readonly heartbeatMs: number;
  readonly staleMs: number;
  /** For a holder that has ended after `begin`: what it had started may go on for a while. */
  readonly orphansMs: number;
  readonly pollMs: number;
  readonly giveUpMs: number;
}

const usual: LockTiming = {
  heartbeatMs: 1_000,
  staleMs: 15_000,
  orphansMs: 5_000,
  pollMs: 50,
  giveUpMs: 600_000,
};
/** For work that may take hours, such as the compiles of others that come first. */
export const patient: LockTiming = { ...usual, giveUpMs: 24 * 3_600_000 };

export interface LockedWork {
  /** True when a former holder was killed after `begin`: what it made may be incomplete. */
  readonly leftIncomplete: boolean;
  /** To call before the first change. */
  readonly begin: () => void;
}

/**
 * Runs `work` while no other process runs work under the same `lock` (an absolute path in a folder
 * that may have to be made).
 */
export async function withCreationLock<T>(
  lock: string,
  work: (locked: LockedWork) => Promise<T>,
  timing: LockTiming = usual,
): Promise<T> {
  const leftIncomplete = await acquire(lock, timing);
  const heartbeat = setInterval(() => touch(lock), timing.heartbeatMs);
  try {
    return await work({ leftIncomplete, begin: () => writeFileSync(join(lock, 'begun'), '') });
  } finally {
    clearInterval(heartbeat);
    rmSync(lock, { recursive: true, force: true });
  }
}

/** True when somebody is, or was when killed, in the midst of it. */
export function isLocked(lock: string): boolean {
  return ageOf(lock) !== undefined;
}

async function acquire(lock: string, timing: LockTiming): Promise<boolean> {
  mkdirSync(dirname(lock), { recursive: true });
  const giveUp = Date.now() + timing.giveUpMs;
  let leftIncomplete = false;
  while (!tryMake(lock)) {
    if (isStale(lock, timing)) leftIncomplete = removeStale(lock, timing) || leftIncomplete;
    else if (Date.now() > giveUp) throw stuck(lock);
    else await sleep(timing.pollMs);
  }
  return leftIncomplete;
}

function isStale(lock: string, { staleMs, orphansMs }: LockTiming): boolean {
  const age = ageOf(lock);
  if (age === undefined) return false;
  if (age > staleMs) return true;
  const holder = parseHolder(readOptional(join(lock, 'holder')) ?? '');
  if (holder === undefined || !hasEnded(holder)) return false;
  return !existsSync(join(lock, 'begun')) || age > orphansMs;
}

function tryMake(lock: string): boolean {
  try {
    mkdirSync(lock);
    writeFileSync(join(lock, 'holder'), JSON.stringify(ownHolder()));
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
function removeStale(lock: string, timing: LockTiming): boolean {
  const aside = `${lock}.${randomUUID()}`;
  try {
    renameSync(lock, aside);
    // Another waiter was faster, and this one is its own.
    if (!isStale(aside, timing)) {
      renameSync(aside, lock);
      return false;
    }
  } catch {
    return false;
  }
  const begun = existsSync(join(aside, 'begun'));
  rmSync(aside, { recursive: true, force: true });
  return begun;
}

function ageOf(lock: string): number | undefined {
  const stat = statSync(lock, { throwIfNoEntry: false });
  return stat === undefined ? undefined : Date.now() - stat.mtimeMs;
}

function touch(lock: string): void {
  try {
    utimesSync(lock, new Date(), new Date());
  } catch {
    // `nx reset` may have removed it; the work goes on.
  }
}

function stuck(lock: string): Pyo3Error {
  return new Pyo3Error({
    code: 'environment-broken',
    message: 'Another process has been making or changing the virtual environment for ten minutes.',
    hint: `End it; if there is none, remove ${lock} and run this again.`,
  });
}

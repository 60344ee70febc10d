import { existsSync, readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** Who holds a mutex; `machine` is where `pid` means something. */
export interface MutexHolder {
  readonly pid: number;
  readonly machine: string;
}

/** True when somebody is, or was when killed, in the midst of what the mutex is for. */
export function isHeld(mutex: string): boolean {
  return existsSync(mutex);
}

/** This process. */
export function ownHolder(): MutexHolder {
  return { pid: process.pid, machine: thisMachine() };
}

/**
 * True when the holder has ended for certain. A number that another process has by now, and one of
 * another machine or container, which may share the folder, are no evidence of it.
 */
export function hasEnded({ pid, machine }: MutexHolder): boolean {
  if (machine !== thisMachine()) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

/** What `JSON.stringify` has made of a holder; `undefined` for anything else. */
export function parseHolder(text: string): MutexHolder | undefined {
  try {
    const { pid, machine } = JSON.parse(text) as Partial<MutexHolder>;
    const valid = Number.isInteger(pid) && typeof machine === 'string';
    return valid && pid !== undefined && pid > 0 ? { pid, machine } : undefined;
  } catch {
    return undefined;
  }
}

/** Linux counts processes anew in each container and after each start. */
function thisMachine(): string {
  const parts = [
    () => hostname(),
    () => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim(),
    () => readlinkSync('/proc/self/ns/pid'),
  ];
  return parts.map(orNothing).join(' ').trim();
}

function orNothing(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}

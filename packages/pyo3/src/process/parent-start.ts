import { readFileSync } from 'node:fs';

/**
 * When the process that started this one began, in milliseconds since 1970; `undefined` where the
 * system does not say so in a file (proc(5), "/proc/pid/stat").
 */
export function parentStart(): number | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    const stat = readFileSync(`/proc/${String(process.ppid)}/stat`, 'utf8');
    // The name of the program, in brackets, may hold spaces.
    const ticks = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]);
    const uptime = Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0]);
    // A tick is a hundredth of a second wherever Linux runs Node.
    const start = Date.now() - uptime * 1000 + ticks * 10;
    return Number.isFinite(start) ? start : undefined;
  } catch {
    return undefined;
  }
}

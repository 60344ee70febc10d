import { join } from 'node:path';
import type { Finished, Terminal } from '../../tools/workspace/terminal.ts';

/** What `npx nx` starts when Nx is installed; npx itself would take half a second each time. */
const NX = join('node_modules', '.bin', 'nx');

/** Throws `CommandFailed` unless Nx ends with 0. */
export function runNx(terminal: Terminal, ...args: readonly string[]): Promise<Finished> {
  return terminal.run(NX, ...args);
}

/** Returns whatever the exit code is. */
export function attemptNx(terminal: Terminal, ...args: readonly string[]): Promise<Finished> {
  return terminal.attempt(NX, ...args);
}

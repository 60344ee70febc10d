import { spawnSync } from 'node:child_process';

/**
 * Ends a process and its descendants on Windows, which has neither process groups nor signals.
 *
 * A console's Ctrl-C has reached every process of the console already, so SIGINT is left to them;
 * `taskkill /T` does the rest. It is started by `spawnSync`, since this may be our last moment.
 */
export function endWindowsTree(pid: number, signal: NodeJS.Signals): boolean {
  if (signal === 'SIGINT') return true;
  const result = spawnSync('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore' });
  return result.status === 0;
}

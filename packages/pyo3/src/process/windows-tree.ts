import { spawnSync } from 'node:child_process';
import { win32 } from 'node:path';
import { ownOptions } from './start-options.ts';

/**
 * Ends a process and its descendants on Windows, which has neither process groups nor signals.
 *
 * A console's Ctrl-C has reached every process of the console already, so SIGINT is left to them;
 * `taskkill /T` does the rest. It is started by `spawnSync`, since this may be our last moment.
 */
export function endWindowsTree(pid: number, signal: NodeJS.Signals): boolean {
  if (signal === 'SIGINT') return true;
  const result = spawnSync(taskkill(), ['/pid', String(pid), '/T', '/F'], ownOptions(options));
  return result.status === 0;
}

const options = {
  stdio: 'ignore',
  shell: false,
  windowsHide: true,
  windowsVerbatimArguments: false,
  cwd: undefined,
  env: undefined,
  argv0: undefined,
  timeout: undefined,
  input: undefined,
} as const;

/** Where Windows keeps it: by its bare name one in the current folder would be started. */
export function taskkill(env: Readonly<Record<string, string | undefined>> = process.env): string {
  return win32.join(env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'taskkill.exe');
}

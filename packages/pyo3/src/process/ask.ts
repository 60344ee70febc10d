import { spawnSync } from 'node:child_process';
import { ownOptions, requireAbsolute } from './start-options.ts';

/**
 * Starts the program at an absolute path and gives its standard output, or `undefined` when it
 * fails.
 */
export type Ask = (program: string, args: readonly string[]) => string | undefined;

/**
 * Asks programs in the folder `cwd`, one after the other and without execa: loading that takes
 * longer than all that the fingerprint, which runs at every command of Nx, has to ask.
 */
export function askIn(cwd: string, env: Readonly<Record<string, string>>): Ask {
  return (program, args) => {
    requireAbsolute(program);
    const options = {
      cwd,
      env: { ...env },
      encoding: 'utf8',
      stdio: 'pipe',
      shell: false,
      windowsHide: true,
      windowsVerbatimArguments: false,
      // The default of 1 MiB ends the program and loses its answer: git lists more than that.
      maxBuffer: Infinity,
      timeout: undefined,
      killSignal: undefined,
      input: undefined,
      argv0: undefined,
      uid: undefined,
      gid: undefined,
    } as const;
    const result = spawnSync(program, args, ownOptions(options));
    return result.status === 0 ? result.stdout : undefined;
  };
}

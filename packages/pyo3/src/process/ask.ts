import { spawnSync } from 'node:child_process';

/** Starts a program and gives its standard output, or `undefined` when it fails. */
export type Ask = (program: string, args: readonly string[]) => string | undefined;

/**
 * Asks programs in the folder `cwd`, one after the other and without execa: loading that takes
 * longer than all that the fingerprint, which runs at every command of Nx, has to ask.
 */
export function askIn(cwd: string, env: Readonly<Record<string, string>>): Ask {
  return (program, args) => {
    const result = spawnSync(program, args, { cwd, env, encoding: 'utf8', windowsHide: true });
    return result.status === 0 ? result.stdout : undefined;
  };
}

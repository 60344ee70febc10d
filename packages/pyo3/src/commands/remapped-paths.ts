/** Flags for rustc that keep the paths of this machine out of what is published. */
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { AbsolutePath } from '../files/paths.ts';
import { variable } from '../process/find-program.ts';

type Env = Readonly<Record<string, string>>;

/**
 * `env`, with the checkout, cargo's home and the home folder replaced in panic messages and debug
 * information (rustc's book, "Remap source paths"). Flags of the user stay.
 *
 * Cargo reads flags from one place only (Cargo reference, "build.rustflags"): they are added where the
 * user's variables are, else at the last place, so that flags of a configuration file are not lost; those
 * of `[target.<triple>]` there win, and then nothing is replaced. A path with a space cannot be given.
 */
export function withRemappedPaths(env: Env, workspaceRoot: AbsolutePath): Record<string, string> {
  const home = homedir();
  const cargoHome = variable(env, 'CARGO_HOME') ?? join(home, '.cargo');
  const remaps = [
    // The last one that fits a path wins.
    [home, '/home'],
    [workspaceRoot, '.'],
    [cargoHome, '/cargo'],
  ].map(([from, to]) => `--remap-path-prefix=${String(from)}=${String(to)}`);
  const encoded = variable(env, 'CARGO_ENCODED_RUSTFLAGS');
  if (encoded !== undefined) {
    const all = [...encoded.split('\u001f').filter((flag) => flag !== ''), ...remaps];
    return { ...env, CARGO_ENCODED_RUSTFLAGS: all.join('\u001f') };
  }
  const name = variable(env, 'RUSTFLAGS') === undefined ? 'CARGO_BUILD_RUSTFLAGS' : 'RUSTFLAGS';
  const usable = remaps.filter((flag) => !/\s/.test(flag));
  const flags = [variable(env, name) ?? '', ...usable].filter((part) => part !== '');
  return { ...env, [name]: flags.join(' ') };
}

import { optionWithValue } from './argument.ts';

/** The cargo profile of extensions that are compiled for development. */
export const extensionProfile = 'dev-ext';

/** The settings of the profile, as arguments of `--config`. */
export const profileDefinitions: readonly string[] = [
  'inherits="dev"',
  'debug=0',
  'strip="debuginfo"',
].map((setting) => `profile.${extensionProfile}.${setting}`);

/**
 * The `--profile` option and its definition. The profile `dev` becomes `dev-ext`, which inherits
 * from it: because it has its own target folder, an extension is not invalidated by `cargo test`,
 * clippy or an editor, which build pyo3 differently, and never waits for their lock. It is defined
 * with `--config` (Cargo reference, "Configuration: Command-line overrides"), so that no Cargo.toml
 * has to change.
 *
 * Debug information is not generated, and that of the standard library is stripped: it contains the
 * checkout's path. Without it, a small library has a ninth of the size, compiles faster, and is
 * identical in every clone, so that the cache can share it. Function names are kept.
 *
 * @param isStated whether the workspace's Cargo.toml has `[profile.dev-ext]`, which then takes
 * precedence.
 */
export function profileArgs(profile: string | undefined, isStated: boolean): readonly string[] {
  if (profile !== undefined && profile !== 'dev') return optionWithValue('--profile', profile);
  const defined = isStated ? [] : profileDefinitions;
  return ['--profile', extensionProfile, ...defined.flatMap((setting) => ['--config', setting])];
}

import { optionWithValue } from './argument.ts';

/** The cargo profile of extensions that are compiled for development. */
export const extensionProfile = 'dev-ext';

/** The settings of the profile, as `--config` has them. */
export const profileDefinitions: readonly string[] = [
  'inherits="dev"',
  'debug=0',
  'strip="debuginfo"',
].map((setting) => `profile.${extensionProfile}.${setting}`);

/**
 * `--profile` and what defines it. The profile `dev` becomes `dev-ext`, which inherits from it: with
 * a target folder of its own an extension is not invalidated by `cargo test`, clippy or an editor,
 * which build pyo3 in another way, and never waits for their lock. It is defined by `--config` (Cargo
 * reference, "Configuration: Command-line overrides"), so that no Cargo.toml has to change.
 *
 * Debug information is not made, and that of the standard library left out: it names the checkout's
 * folder, and without it a small library is a ninth of the size, equal in every clone, so that the
 * cache can share it, and sooner compiled. Names of functions stay.
 *
 * @param isStated true when the workspace's Cargo.toml has `[profile.dev-ext]`: it decides then.
 */
export function profileArgs(profile: string | undefined, isStated: boolean): readonly string[] {
  if (profile !== undefined && profile !== 'dev') return optionWithValue('--profile', profile);
  const defined = isStated ? [] : profileDefinitions;
  return ['--profile', extensionProfile, ...defined.flatMap((setting) => ['--config', setting])];
}

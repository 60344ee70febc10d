import { posix } from 'node:path';
import type { Crate } from '../project/folder/pyo3-project.ts';
import { optionWithValue } from './argument.ts';

/** What cargo builds, and how; maturin has the same options under the same names. */
export interface CargoSelection {
  /** The name of a cargo profile: `dev`, `release` or one of Cargo.toml's `[profile.*]`. */
  readonly profile?: string;
  readonly features?: readonly string[];
  readonly noDefaultFeatures?: boolean;
  readonly allFeatures?: boolean;
  /** A Rust target triple. */
  readonly target?: string;
}

/**
 * The options for `cargo build`, `test` and `clippy`, and for `maturin develop` and `build`, in
 * that order.
 */
export function selectionArgs(selection: CargoSelection): string[] {
  const { profile, features = [], noDefaultFeatures, allFeatures, target } = selection;
  return [
    ...(profile === undefined ? [] : optionWithValue('--profile', profile)),
    ...(features.length === 0 ? [] : optionWithValue('--features', features.join(','))),
    ...(noDefaultFeatures ? ['--no-default-features'] : []),
    ...(allFeatures ? ['--all-features'] : []),
    ...(target === undefined ? [] : optionWithValue('--target', target)),
  ];
}

/**
 * Selects one crate for cargo, which runs in the project's folder.
 *
 * The folder is the project's, not the crate's, so that cargo and maturin find the same
 * `.cargo/config.toml` (Cargo reference, "Hierarchical structure": cargo searches from the current
 * folder upwards).
 */
export function packageArgs(crate: Crate, projectRoot: string): string[] {
  const elsewhere = crate.root !== projectRoot;
  return [
    ...(elsewhere
      ? optionWithValue('--manifest-path', posix.relative(projectRoot, crate.manifestPath))
      : []),
    ...optionWithValue('--package', packageSpec(crate)),
  ];
}

/** The package of a crate for `--package`. */
export function packageSpec({ name, packageId = name }: Crate): string {
  return packageId;
}

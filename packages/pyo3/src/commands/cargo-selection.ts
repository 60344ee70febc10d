import { posix } from 'node:path';
import type { Crate } from '../project/folder/pyo3-project.ts';
import { optionWithValue } from './argument.ts';

/** What cargo is told to build, and how; maturin takes the same options under the same names. */
export interface CargoSelection {
  /** Name of a cargo profile: `dev`, `release` or one of Cargo.toml's `[profile.*]`. */
  readonly profile?: string;
  readonly features?: readonly string[];
  readonly noDefaultFeatures?: boolean;
  readonly allFeatures?: boolean;
  /** Rust target triple. */
  readonly target?: string;
}

/** Options of `cargo build`, `test` and `clippy`, and of `maturin develop` and `build`, in that order. */
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
 * Names one crate to cargo, which runs in the project's folder.
 *
 * The folder is the project's, not the crate's, so that cargo and maturin find the same
 * `.cargo/config.toml` (Cargo reference, "Hierarchical structure": it is looked for from the
 * current folder upwards).
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

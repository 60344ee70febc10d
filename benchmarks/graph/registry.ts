/**
 * Packages of others, so that locks are not empty: their names, and nothing in them. They are written
 * as a folder that cargo uses in the place of crates.io, so that a benchmark needs no network.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What pyo3 brings along, each in version 1.0.0. */
export const packagesOfOthers: Readonly<Record<string, readonly string[]>> = {
  libc: [],
  once_cell: [],
  'portable-atomic': [],
  'proc-macro2': ['unicode-ident'],
  pyo3: ['libc', 'once_cell', 'portable-atomic', 'pyo3-ffi', 'pyo3-macros'],
  'pyo3-build-config': ['target-lexicon'],
  'pyo3-ffi': ['libc', 'pyo3-build-config'],
  'pyo3-macros': ['proc-macro2', 'pyo3-macros-backend', 'quote', 'syn'],
  'pyo3-macros-backend': ['proc-macro2', 'pyo3-build-config', 'quote', 'syn'],
  quote: ['proc-macro2'],
  syn: ['proc-macro2', 'quote', 'unicode-ident'],
  'target-lexicon': [],
  'unicode-ident': [],
};

export const checksum = '0'.repeat(64);

/** Writes the packages and cargo's settings into the folder that holds the repository. */
export function writeRegistry(folder: string): void {
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  write(
    '.cargo/config.toml',
    `[source.crates-io]\nreplace-with = "here"\n[source.here]\ndirectory = "registry"\n`,
  );
  for (const [name, dependencies] of Object.entries(packagesOfOthers)) {
    const needs = dependencies.map((dependency) => `${dependency} = "1"\n`);
    const manifest = `[package]\nname = "${name}"\nversion = "1.0.0"\n[dependencies]\n${needs.join('')}`;
    write(`registry/${name}/Cargo.toml`, manifest);
    write(`registry/${name}/src/lib.rs`, '');
    write(
      `registry/${name}/.cargo-checksum.json`,
      JSON.stringify({ files: {}, package: checksum }),
    );
  }
}

import { readFileSync, writeFileSync } from 'node:fs';

/** The build that produced a library in cargo's target folder. */
export interface LibraryNote {
  /** The absolute path of the crate's manifest. */
  readonly manifest: string;
  /** The arguments of cargo. */
  readonly args: readonly string[];
  /** The SHA-256 of the library, as hexadecimal digits. */
  readonly digest: string;
}

/**
 * Whether the library at `file` is the result of that build.
 *
 * cargo adds no digest to the file names of a workspace's own dynamic libraries. Two crates with
 * the same library name, two sets of features and two checkouts with a shared target folder
 * overwrite each other's files, and cargo, which compares only times, then reports the wrong one as
 * fresh (tried with cargo 1.95).
 */
export function isBuiltBy(file: string, note: LibraryNote): boolean {
  try {
    return readFileSync(noteOf(file), 'utf8') === textOf(note);
  } catch {
    return false;
  }
}

export function noteLibrary(file: string, note: LibraryNote): void {
  writeFileSync(noteOf(file), textOf(note));
}

/** The note is stored beside the library, so that `cargo clean` removes it as well. */
function noteOf(file: string): string {
  return `${file}.nx-pyo3.json`;
}

function textOf({ manifest, args, digest }: LibraryNote): string {
  return JSON.stringify({ manifest, args, digest });
}

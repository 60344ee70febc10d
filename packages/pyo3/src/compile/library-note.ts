import { readFileSync, writeFileSync } from 'node:fs';

/** Which build a library in cargo's target folder is the result of. */
export interface LibraryNote {
  /** Absolute path of the crate's manifest. */
  readonly manifest: string;
  /** Arguments of cargo. */
  readonly args: readonly string[];
  /** SHA-256 of the library, as hexadecimal digits. */
  readonly digest: string;
}

/**
 * Whether the library at `file` is the result of that build.
 *
 * Cargo gives the dynamic libraries of a workspace's own crates no digest in their name. Two crates
 * whose libraries are called the same, two sets of features and two checkouts with one target folder
 * overwrite each other's, and cargo, which looks at times only, then calls the wrong one fresh
 * (tried with cargo 1.95).
 */
export function isNoted(file: string, note: LibraryNote): boolean {
  try {
    return readFileSync(noteOf(file), 'utf8') === textOf(note);
  } catch {
    return false;
  }
}

export function noteLibrary(file: string, note: LibraryNote): void {
  writeFileSync(noteOf(file), textOf(note));
}

/** Beside the library, so that `cargo clean` takes it along. */
function noteOf(file: string): string {
  return `${file}.nx-pyo3.json`;
}

function textOf({ manifest, args, digest }: LibraryNote): string {
  return JSON.stringify({ manifest, args, digest });
}

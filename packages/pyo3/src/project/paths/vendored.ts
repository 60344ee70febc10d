import type { FileReader } from '../../files/file-reader.ts';
import { childPath, isInside } from '../folder/workspace-path.ts';

/** `cargo vendor` puts it into each crate (cargo's "Source Replacement", directory sources). */
const checksum = '.cargo-checksum.json';

/**
 * The folders without those of vendored crates and what lies in them: they are copies of packages of
 * others, which count through Cargo.lock.
 *
 * @param folders with a manifest.
 */
export function withoutVendored(folders: readonly string[], reader: FileReader): readonly string[] {
  const vendored = folders.filter((folder) => reader.isFile(childPath(folder, checksum)));
  if (vendored.length === 0) return folders;
  return folders.filter((folder) => !vendored.some((one) => isInside(folder, one)));
}

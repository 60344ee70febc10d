import type { FileReader } from '../files/file-reader.ts';
import { readCargoManifest, type CargoManifest } from '../manifest/cargo.ts';
import { readPyproject, type Pyproject } from '../manifest/pyproject.ts';
import { childPath } from './workspace-path.ts';

/** The manifests of folders, each parsed once, and the files around them. */
export interface Manifests {
  readonly reader: FileReader;
  /** The Cargo.toml of a folder. Throws `toml-syntax`, `manifest-invalid` or `manifest-unreadable`. */
  cargo(folder: string): CargoManifest | undefined;
  /** The pyproject.toml of a folder. Throws as `cargo` does. */
  pyproject(folder: string): Pyproject | undefined;
}

/** What was read from a text, kept for as long as the file has that text. */
export type ParsedManifests = Map<string, Parsed>;

interface Parsed {
  readonly text: string;
  readonly manifest?: CargoManifest | Pyproject;
  readonly error?: unknown;
}

/**
 * @param parsed outlives one look at the repository, so that a changed file alone is parsed again.
 */
export function manifestsOf(reader: FileReader, parsed: ParsedManifests = new Map()): Manifests {
  const texts = new Map<string, string | undefined>();
  const textOf = (path: string) => {
    if (!texts.has(path)) texts.set(path, reader.read(path));
    return texts.get(path);
  };
  const load = <T extends CargoManifest | Pyproject>(
    path: string,
    read: (text: string, file: string) => T,
  ): T | undefined => {
    const text = textOf(path);
    if (text === undefined) return undefined;
    const known = parsed.get(path);
    const current = known?.text === text ? known : attempt(text, path, read);
    parsed.set(path, current);
    if ('error' in current) throw current.error;
    return current.manifest as T;
  };
  return {
    reader,
    cargo: (folder) => load(childPath(folder, 'Cargo.toml'), readCargoManifest),
    pyproject: (folder) => load(childPath(folder, 'pyproject.toml'), readPyproject),
  };
}

function attempt<T extends CargoManifest | Pyproject>(
  text: string,
  path: string,
  read: (text: string, file: string) => T,
): Parsed {
  try {
    return { text, manifest: read(text, path) };
  } catch (error) {
    return { text, error };
  }
}

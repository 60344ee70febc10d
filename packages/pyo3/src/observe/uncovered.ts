import { resolve } from 'node:path';
import type { AbsolutePath } from '../files/paths.ts';
import { isNoted } from '../fingerprint/variables.ts';
import type { FileReader } from '../files/file-reader.ts';
import { isIgnoredAnywhere } from '../project/paths/ignored-files.ts';
import { childPath, pathInside } from '../project/folder/workspace-path.ts';
import type { HashedInputs } from './hashed-inputs.ts';
import type { PackageReads } from './units.ts';

/** What a package read and no key holds. Paths are relative to the workspace root. */
export interface Uncovered {
  /** Folder of the crate. */
  readonly folder: string;
  /** Files, and globs for folders. */
  readonly files: readonly string[];
  /** Files that git ignores, which Nx cannot hash. */
  readonly unhashable: readonly string[];
  readonly variables: readonly string[];
}

export interface Repository {
  /** Absolute, links resolved. */
  readonly workspaceRoot: AbsolutePath;
  /** Where rustc ran: the folder of the cargo workspace, absolute. */
  readonly cargoRoot: string;
  readonly reader: FileReader;
  /** Variables of the task itself. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Crates of the repository by what they read beside the inputs; none where all is covered. Of crates
 * of others only variables count, and only those that are set: their scripts ask for dozens.
 */
export function uncoveredReads(
  packages: readonly PackageReads[],
  hashed: HashedInputs,
  repository: Repository,
): readonly Uncovered[] {
  return packages
    .map((one) => uncoveredOf(one, hashed, repository))
    .filter(
      ({ files, unhashable, variables }) => files.length + unhashable.length + variables.length > 0,
    );
}

function uncoveredOf(one: PackageReads, hashed: HashedInputs, repository: Repository): Uncovered {
  const { workspaceRoot, cargoRoot, reader, env } = repository;
  const inside = (base: string, file: string) => pathInside(workspaceRoot, resolve(base, file));
  const read = one.isLocal
    ? [
        ...one.files.map((file) => inside(cargoRoot, file)),
        ...one.scriptFiles.map((file) => inside(one.folder, file)),
      ]
    : [];
  const missing = [...new Set(read.filter((path) => path !== undefined))]
    .filter((path) => !isMade(path, one))
    .flatMap((path) => uncoveredBelow(path, hashed, reader))
    .sort();
  const isUnhashable = (path: string) =>
    path.startsWith('.git/') || (!path.endsWith('/**/*') && isIgnoredAnywhere(path, reader));
  return {
    folder: pathInside(workspaceRoot, one.folder) ?? one.folder,
    files: missing.filter((path) => !isUnhashable(path)),
    unhashable: missing.filter(isUnhashable),
    variables: one.variables
      .filter((name) => one.isLocal || env[name] !== undefined)
      .filter((name) => !isOfCargo(name) && !isNoted(name) && !one.provided.includes(name))
      .filter((name) => !hashed.variables.has(name))
      .sort(),
  };

  /** What the build script wrote. */
  function isMade(path: string, { madeIn }: PackageReads): boolean {
    return madeIn.some((folder) => {
      const place = pathInside(workspaceRoot, folder);
      return place !== undefined && path.startsWith(`${place}/`);
    });
  }
}

/** The file itself, or the folder as a glob where a file in it is not hashed. */
function uncoveredBelow(path: string, hashed: HashedInputs, reader: FileReader): readonly string[] {
  if (!reader.isDirectory(path)) return hashed.hasFile(path) ? [] : [path];
  const isOpen = filesIn(path, reader).some(
    (file) => !hashed.hasFile(file) && !isIgnoredAnywhere(file, reader),
  );
  return isOpen ? [childPath(path, '**/*')] : [];
}

function filesIn(folder: string, reader: FileReader): readonly string[] {
  return reader.entries(folder).flatMap(({ name, kind }) => {
    const path = childPath(folder, name);
    if (kind === 'folder') return name === '.git' ? [] : filesIn(path, reader);
    return [path];
  });
}

const ofCargo: ReadonlySet<string> = new Set([
  ...['CARGO', 'OUT_DIR', 'TARGET', 'HOST', 'NUM_JOBS', 'OPT_LEVEL', 'DEBUG', 'PROFILE', 'RUSTC'],
  ...['RUSTDOC', 'PATH', 'HOME', 'USERPROFILE', 'VIRTUAL_ENV', 'CONDA_PREFIX', 'CLIPPY_ARGS'],
  ...['CLIPPY_CONF_DIR', 'TERM', 'PWD'],
]);

/** Set by cargo itself (Cargo reference, "Environment Variables"), or by this plugin for all. */
function isOfCargo(name: string): boolean {
  return ofCargo.has(name) || /^(CARGO_|DEP_)/.test(name);
}

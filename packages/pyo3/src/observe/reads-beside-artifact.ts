import { basename, dirname, join, resolve, sep } from 'node:path';
import { parseDepInfo } from './dep-info.ts';
import type { PackageReads } from './units.ts';

/** A build of a crate's library by maturin or setuptools-rust, which keep cargo's messages to themselves. */
export interface ArtifactBuild {
  /** Cargo's target folder, absolute. */
  readonly targetFolder: string;
  /** Name of the cargo profile. */
  readonly profile: string;
  /** Name of the library, as in `[lib] name`. */
  readonly library: string;
  /** Folder of the crate, absolute. */
  readonly crateFolder: string;
  /** Folder of the cargo workspace, absolute. */
  readonly cargoRoot: string;
}

/** What is asked of the disk; all paths are absolute. */
export interface ArtifactDisk {
  readonly read: (path: string) => string | undefined;
  readonly exists: (path: string) => boolean;
  /** When a file was last modified. */
  readonly time: (path: string) => number;
  /** Names in a folder; none where there is no folder. */
  readonly names: (folder: string) => readonly string[];
}

/**
 * What was read for a library, by the `.d` files that cargo writes beside it (Cargo reference, "Build
 * cache: Dep-info files"): one for all packages of the repository that are linked into it, with what
 * their build scripts name, and one of each unit in `deps`, with variables. Variables of build scripts
 * are in none of them.
 *
 * @returns by package; none where cargo has put the library elsewhere.
 */
export function readsBesideArtifact(
  build: ArtifactBuild,
  disk: ArtifactDisk,
): readonly PackageReads[] {
  const { targetFolder, crateFolder, cargoRoot } = build;
  const found = artifactFolders(build, disk).flatMap((folder) => {
    const files = libraryNames(build.library).flatMap((name) => {
      const text = disk.read(join(folder, `${name}.d`));
      return text === undefined ? [] : parseDepInfo(text).files;
    });
    return files.length === 0 ? [] : [{ folder, files }];
  });
  const provided = found.flatMap(({ folder }) => variablesOfScripts(join(folder, 'build'), disk));
  const packages = new Map<string, { files: Set<string>; variables: Set<string> }>();
  const of = (file: string) => {
    const own = packageOf(file, disk);
    // Files of the repository's root belong to whoever names them.
    const folder = own === undefined || own === cargoRoot ? crateFolder : own;
    const known = packages.get(folder) ?? { files: new Set(), variables: new Set() };
    packages.set(folder, known);
    return known;
  };
  for (const { folder, files } of found) {
    for (const file of files) of(file).files.add(file);
    const all = new Set(files.map((file) => resolve(file)));
    for (const [source, variables] of unitsIn(join(folder, 'deps'), cargoRoot, disk)) {
      if (!all.has(source)) continue;
      for (const name of variables) of(source).variables.add(name);
    }
  }
  return [...packages].map(([folder, { files, variables }]) => ({
    folder,
    isLocal: true,
    files: [...files],
    scriptFiles: [],
    variables: [...variables],
    madeIn: [targetFolder],
    provided,
  }));
}

/** Of each root file the latest: cargo keeps units that were compiled with other features, too. */
function unitsIn(
  deps: string,
  cargoRoot: string,
  { names, read, time }: ArtifactDisk,
): ReadonlyMap<string, readonly string[]> {
  const latest = new Map<string, { at: number; variables: readonly string[] }>();
  for (const name of names(deps).filter((one) => one.endsWith('.d'))) {
    const path = join(deps, name);
    const { files, variables } = parseDepInfo(read(path) ?? '');
    const [source] = files;
    if (source === undefined) continue;
    const root = resolve(cargoRoot, source);
    const at = time(path);
    if (at >= (latest.get(root)?.at ?? 0)) latest.set(root, { at, variables });
  }
  return new Map([...latest].map(([root, { variables }]) => [root, variables]));
}

/** Variables that build scripts set for their packages; no matter which for which. */
function variablesOfScripts(folder: string, { names, read }: ArtifactDisk): readonly string[] {
  return names(folder).flatMap((name) => {
    const output = read(join(folder, name, 'output')) ?? '';
    return [...output.matchAll(/^cargo::?rustc-env=([^=\n]+)=/gm)].map(([, one = '']) => one);
  });
}

/** With or without `--target`; cargo's folder for `dev` is `debug` (Cargo reference, "Build cache"). */
function artifactFolders(
  { targetFolder, profile }: ArtifactBuild,
  { names }: ArtifactDisk,
): readonly string[] {
  const folder = { dev: 'debug', test: 'debug', bench: 'release' }[profile] ?? profile;
  const targets = names(targetFolder).filter((name) => /^\w+(-\w+){2,}$/.test(name));
  return ['', ...targets].map((target) => join(targetFolder, target, folder));
}

function libraryNames(library: string): readonly string[] {
  return [`lib${library}`, library];
}

/**
 * The package for which a file was read: cargo and rustc write a file outside of it as a path that
 * begins in it, such as `/ws/crates/a/src/../../../proto/x.proto`.
 */
function packageOf(file: string, { exists }: ArtifactDisk): string | undefined {
  const [start = ''] = file.split(`${sep}..${sep}`, 1);
  let folder = start === file ? dirname(file) : start;
  while (!exists(join(folder, 'Cargo.toml'))) {
    if (dirname(folder) === folder || basename(folder) === '') return undefined;
    folder = dirname(folder);
  }
  return folder;
}

import { posix } from 'node:path';
import type { FileReader } from '../../files/file-reader.ts';
import { inheritDependency, type CargoDependency } from '../../manifest/cargo/cargo-dependency.ts';
import { inheritedField, type CargoManifest } from '../../manifest/cargo/cargo.ts';
import { arrayField, stringField } from '../../toml/fields.ts';
import { isTable } from '../../toml/parse.ts';
import { scriptReadsPackage } from './build-script.ts';
import { findCargoRoot, type CargoRoot } from './cargo-workspace.ts';
import type { Manifests } from '../folder/manifests.ts';
import type { Crate } from '../folder/pyo3-project.ts';
import { getOrMake, rememberedPer } from '../folder/remembered-per.ts';
import { childPath } from '../folder/workspace-path.ts';

/** The feature of pyo3 by which an extension describes itself (pyo3's guide, "Type stub generation"). */
export const introspectionFeature = 'experimental-inspect';

/**
 * A package as the domain sees it, inherited fields resolved.
 *
 * @param manifest has a `[package]`.
 * @throws what `findCargoRoot` throws.
 */
export function readCrate(folder: string, manifest: CargoManifest, manifests: Manifests): Crate {
  const cargoRoot = findCargoRoot(folder, manifest, manifests);
  const pyo3 = dependenciesOf(manifest, cargoRoot).find(
    ({ name, kind }) => name === 'pyo3' && kind === 'normal',
  );
  const rustVersion = manifest.package?.rustVersion;
  const compiledFolders = compiledFoldersOf(manifest);
  const packageId = packageIdOf(manifest, cargoRoot, manifests);
  return {
    name: manifest.package?.name ?? '',
    manifestPath: manifest.file,
    root: folder,
    cargoRoot: cargoRoot.folder,
    rustVersion:
      rustVersion === inheritedField ? cargoRoot.workspace?.package.rustVersion : rustVersion,
    pyo3Requirement: pyo3?.version,
    ...(pyo3?.features.includes(introspectionFeature) ? { introspectable: true } : {}),
    ...(compiledFolders.length === 0 ? {} : { compiledFolders }),
    ...(packageId === undefined ? {} : { packageId }),
    ...(scriptReadsPackage(folder, manifest, manifests.reader) ? { scriptReadsPackage: true } : {}),
  };
}

/**
 * A crate may have the name of one of the index that its workspace uses, too (Cargo reference, "Package
 * ID Specifications"). Where there is no lock file, cargo is about to make one.
 */
function packageIdOf(
  { package: stated }: CargoManifest,
  { folder, workspace }: CargoRoot,
  manifests: Manifests,
): string | undefined {
  const own = stated?.version;
  const version = own === inheritedField ? workspace?.package.version : own;
  if (stated === undefined || version === undefined) return undefined;
  const count = getOrMake(lockedNamesOf(manifests), folder, () =>
    lockedNames(childPath(folder, 'Cargo.lock'), manifests),
  );
  const isClear = count !== undefined && (count.get(stated.name) ?? 0) < 2;
  return isClear ? undefined : `${stated.name}@${version}`;
}

const lockedNamesOf = rememberedPer(
  (_manifests: Manifests) => new Map<string, ReadonlyMap<string, number> | undefined>(),
);

/** How often each name is locked, by its text: executors need nothing else of the lock file. */
function lockedNames(file: string, { reader }: Manifests): ReadonlyMap<string, number> | undefined {
  const text = readable(file, reader);
  if (text === undefined) return undefined;
  const names = new Map<string, number>();
  for (const [, name = ''] of text.matchAll(/^name = "([^"]+)"/gm)) {
    names.set(name, (names.get(name) ?? 0) + 1);
  }
  return names;
}

/** A lock file that cannot be read is reported by whoever reads it for its packages. */
function readable(file: string, reader: FileReader): string | undefined {
  try {
    return reader.isFile(file) ? reader.read(file) : undefined;
  } catch {
    return undefined;
  }
}

/** By the paths that the manifest states (Cargo reference, "Cargo Targets"). */
function compiledFoldersOf({ package: stated, lib, document }: CargoManifest): readonly string[] {
  const programs = arrayField(document, 'bin').filter(isTable);
  const paths = [stated?.build, lib?.path, ...programs.map((one) => stringField(one, 'path'))];
  const folders = paths
    .filter((path) => typeof path === 'string')
    .map((path) => posix.normalize(path.replaceAll('\\', '/')).split('/', 1)[0]);
  return ['tests', 'benches', 'examples'].filter((folder) => folders.includes(folder));
}

/** Dependencies with those of `workspace = true` filled in from the workspace's root. */
export function dependenciesOf(
  manifest: CargoManifest,
  cargoRoot: CargoRoot,
): readonly CargoDependency[] {
  const inherited = cargoRoot.workspace?.dependencies ?? [];
  return manifest.dependencies.map((dependency) => inheritDependency(dependency, inherited));
}

/**
 * The files of a folder that decide how cargo works there (Cargo reference, "Hierarchical structure";
 * rustup, "The toolchain file").
 */
export const cargoSettingsFiles: readonly string[] = [
  '.cargo/config.toml',
  '.cargo/config',
  'rust-toolchain.toml',
  'rust-toolchain',
];

/** Those that exist in a folder. */
export function ownCargoFiles(folder: string, reader: FileReader): readonly string[] {
  const names = new Set(reader.list(folder));
  return cargoSettingsFiles
    .filter((file) => names.has(file.split('/', 1).join('')))
    .map((file) => childPath(folder, file))
    .filter((file) => reader.isFile(file));
}

import { posix } from 'node:path';
import { inheritDependency, type CargoDependency } from '../../manifest/cargo/cargo-dependency.ts';
import { inheritedField, type CargoManifest } from '../../manifest/cargo/cargo.ts';
import { arrayField, stringField } from '../../toml/fields.ts';
import { isTable } from '../../toml/parse.ts';
import { scriptReadsPackage } from './build-script.ts';
import { findCargoRoot, type CargoRoot } from './cargo-workspace.ts';
import type { Manifests } from './manifests.ts';
import type { Crate } from './pyo3-project.ts';

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
    ...(scriptReadsPackage(folder, manifest, manifests.reader) ? { scriptReadsPackage: true } : {}),
  };
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

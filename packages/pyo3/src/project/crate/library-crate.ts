import { readCrateNeeds } from './crate-needs.ts';
import type { Manifests } from '../folder/manifests.ts';
import type { Crate, MaturinProject } from '../folder/pyo3-project.ts';
import { childPath } from '../folder/workspace-path.ts';

/** Crate types of a crate's library by its manifest; empty when it has no library. */
export function libraryTypes(crate: Crate, manifests: Manifests): readonly string[] {
  const stated = readCrateNeeds(crate.root, manifests)?.manifest.lib;
  const types = stated?.crateType ?? [];
  if (types.length > 0) return types;
  const hasLibrary =
    stated !== undefined || manifests.reader.isFile(childPath(crate.root, 'src', 'lib.rs'));
  return hasLibrary ? ['lib'] : [];
}

/** Name of a crate's library (Cargo reference, "Cargo Targets: The name field"). */
export function libraryName(crate: Crate, manifests: Manifests): string {
  const stated = readCrateNeeds(crate.root, manifests)?.manifest.lib?.name;
  return stated ?? crate.name.replaceAll('-', '_');
}

/**
 * Whether maturin makes an extension of the project that cargo alone can compile: bindings of pyo3.
 *
 * @param usesPyo3 whether pyo3 is among what the crate is compiled with.
 */
export function isPyo3Extension(
  { bindings, crate }: MaturinProject,
  usesPyo3: boolean,
  manifests: Manifests,
): boolean {
  const isPyo3 = bindings === undefined ? usesPyo3 : ['pyo3', 'pyo3-ffi'].includes(bindings);
  return isPyo3 && libraryTypes(crate, manifests).length > 0;
}

/** Whether the root manifest of the crate's workspace defines a cargo profile. */
export function statesProfile(crate: Crate, name: string, manifests: Manifests): boolean {
  return name in (manifests.cargo(crate.cargoRoot)?.profiles ?? {});
}

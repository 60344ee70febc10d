import type { CargoDependency } from '../../manifest/cargo/cargo-dependency.ts';
import type { CargoManifest } from '../../manifest/cargo/cargo.ts';
import { findCargoRoot, type CargoRoot } from './cargo-workspace.ts';
import { dependenciesOf } from './crate.ts';
import type { Manifests } from '../folder/manifests.ts';
import { getOrMake, rememberedPer } from '../folder/remembered-per.ts';

/** What a crate of the repository says of packages, its own or others'. */
export interface CrateNeeds {
  readonly folder: string;
  /** `[package] name`. */
  readonly name: string;
  readonly manifest: CargoManifest;
  readonly cargoRoot: CargoRoot;
  /** Under the packages' real names, inherited ones filled in. */
  readonly dependencies: readonly CargoDependency[];
}

/** `undefined` for a folder without a crate that can be read; once for each look at a repository. */
export function readCrateNeeds(folder: string, manifests: Manifests): CrateNeeds | undefined {
  return getOrMake(knownOf(manifests), folder, () => ({ needs: read(folder, manifests) })).needs;
}

const knownOf = rememberedPer(
  (_manifests: Manifests) => new Map<string, { readonly needs: CrateNeeds | undefined }>(),
);

function read(folder: string, manifests: Manifests): CrateNeeds | undefined {
  try {
    const manifest = manifests.cargo(folder);
    if (manifest?.package === undefined) return undefined;
    const cargoRoot = findCargoRoot(folder, manifest, manifests);
    const dependencies = dependenciesOf(manifest, cargoRoot);
    return { folder, name: manifest.package.name, manifest, cargoRoot, dependencies };
  } catch {
    // The project that it is part of is broken, and says so; a loose crate is hashed as a folder.
    return undefined;
  }
}

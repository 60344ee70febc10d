/**
 * Crates of the repository that are used in the place of others' (Cargo reference, "Overriding
 * Dependencies").
 */
import type { CargoDependency } from '../../manifest/cargo/cargo-dependency.ts';
import { cratesById, type CargoLock, type LockedCrate } from '../../manifest/lock/cargo-lock.ts';
import type { CargoManifest, CargoPatch } from '../../manifest/cargo/cargo.ts';
import type { CargoRoot } from '../crate/cargo-workspace.ts';
import { isForeign } from '../locks/external-package.ts';
import { directlyLocked } from '../locks/locked-crates.ts';
import { cargoLockOf } from '../folder/lock-files.ts';
import type { Manifests } from '../folder/manifests.ts';
import { resolvePath } from '../folder/workspace-path.ts';

/**
 * Folders of the patches that a crate gets, directly or through crates of others. That is for the
 * lock file to say; without one, or when it is older than the manifest, it may be any of them.
 *
 * @param dependencies of the crate, inherited ones filled in.
 */
export function patchedFolders(
  folder: string,
  manifest: CargoManifest,
  cargoRoot: CargoRoot,
  dependencies: readonly CargoDependency[],
  manifests: Manifests,
): readonly string[] {
  const patches = [...cargoRoot.manifest.patch, ...cargoRoot.manifest.replace];
  const folderOfPatch = ({ path }: CargoPatch) =>
    path === undefined ? undefined : resolvePath(cargoRoot.folder, path);
  const isOthers = ({ path }: CargoDependency) => path === undefined;
  if (!patches.some(folderOfPatch) || !dependencies.some(isOthers)) return [];
  const name = manifest.package?.name ?? '';
  const lock = readLock(cargoRoot.folder, manifests);
  const locked =
    lock && directlyLocked({ folder, name, manifest, cargoRoot, dependencies }, lock, true);
  const reached = lock && locked && new Set(ownBehindOthers(locked, lock).map((one) => one.name));
  const folders = patches
    .filter((patch) => reached === undefined || reached.has(patch.name))
    .map(folderOfPatch)
    .filter((path) => path !== undefined);
  return [...new Set(folders)];
}

/** Packages of the repository among the ids, and those that others' packages among them lead to. */
function ownBehindOthers(ids: readonly string[], lock: CargoLock): readonly LockedCrate[] {
  const crates = cratesById(lock);
  const seen = new Set(ids);
  const own: LockedCrate[] = [];
  // A set that grows while it is walked visits what was added.
  for (const id of seen) {
    const crate = crates.get(id);
    if (crate === undefined) continue;
    if (!isForeign(crate)) own.push(crate);
    else for (const next of crate.dependencies) seen.add(next);
  }
  return own;
}

/** A broken lock file is told of by whoever reads it for the packages of others. */
function readLock(folder: string, manifests: Manifests): CargoLock | undefined {
  try {
    return cargoLockOf(folder, manifests);
  } catch {
    return undefined;
  }
}

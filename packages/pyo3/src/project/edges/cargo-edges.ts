/**
 * Edges that Cargo.toml files say, by path and never by name alone: a crate called `serde` in the
 * repository is not crates.io's unless a path, workspace or patch entry says so.
 */
import type { CargoDependencyKind } from '../../manifest/cargo/cargo-dependency.ts';
import { findCargoRoot } from '../crate/cargo-workspace.ts';
import { dependenciesOf } from '../crate/crate.ts';
import type { Manifests } from '../folder/manifests.ts';
import { patchedFolders } from './patched-crates.ts';
import type { EdgeKind } from './project-edge.ts';
import { resolvePath } from '../folder/workspace-path.ts';

/** A crate uses another crate of the repository. */
export interface CrateUse {
  /** Folder of the crate that is used. */
  readonly target: string;
  readonly kind: EdgeKind;
}

const kinds: Readonly<Record<CargoDependencyKind, EdgeKind>> = {
  normal: 'cargo-normal',
  dev: 'cargo-dev',
  build: 'cargo-build',
};

/**
 * The crates that the Cargo.toml of a folder names by path: for every target, renamed, optional or
 * inherited from the workspace (Cargo reference, "Specifying Dependencies"), and those that its
 * workspace puts in the place of others ("Overriding Dependencies").
 *
 * @throws what reading the manifests of the folder and of its workspace throws.
 */
export function cratesUsedBy(folder: string, manifests: Manifests): readonly CrateUse[] {
  const manifest = manifests.cargo(folder);
  if (manifest === undefined) return [];
  const cargoRoot = findCargoRoot(folder, manifest, manifests);
  const dependencies = dependenciesOf(manifest, cargoRoot);
  const byPath = dependencies.flatMap(({ path, workspace, kind }) =>
    useOf(workspace ? cargoRoot.folder : folder, path, kinds[kind]),
  );
  const patched = patchedFolders(folder, manifest, cargoRoot, dependencies, manifests);
  const pathTargets = new Set(byPath.map(({ target }) => target));
  const byPatch = patched
    .filter((target) => !pathTargets.has(target))
    .map((target): CrateUse => ({ target, kind: 'cargo-patch' }));
  return [...byPath, ...byPatch].filter(({ target }) => target !== folder);
}

function useOf(base: string, path: string | undefined, kind: EdgeKind): readonly CrateUse[] {
  const target = path === undefined ? undefined : resolvePath(base, path);
  return target === undefined ? [] : [{ target, kind }];
}

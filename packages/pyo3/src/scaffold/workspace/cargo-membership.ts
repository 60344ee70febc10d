import { posix } from 'node:path';
import type { Tree } from '@nx/devkit';
import { addWorkspaceMember, createWorkspace } from '../../manifest/edit/cargo-edit.ts';
import { childPath, isInside } from '../../project/folder/workspace-path.ts';
import { appendToArray, ensureTable, insertKey } from '../../toml/edit.ts';
import { findCargoHome } from './cargo-home.ts';
import type { Survey } from './repository-survey.ts';

const rootManifest = 'Cargo.toml';

/** Edition 2024, which the generated crates have, needs it (Cargo reference, "Resolver versions"). */
const resolver = '3';

/**
 * Makes the root a cargo workspace when it is none: a virtual manifest, or a `[workspace]` in the
 * root's package. Crates of the repository that stood alone until now are excluded, since cargo
 * refuses a crate that lies below a workspace and is no member of it.
 */
export function ensureCargoWorkspace(tree: Tree, survey: Survey): void {
  const manifest = survey.manifests.cargo('.');
  if (manifest?.workspace) return;
  const before = tree.exists(rootManifest) ? tree.read(rootManifest, 'utf-8') : undefined;
  const text = before
    ? insertKey(ensureTable(before, ['workspace']), ['workspace'], 'resolver', resolver)
    : createWorkspace({ members: [], resolver });
  const excluded = loneCrates(survey).reduce(
    (edited, folder) => appendToArray(edited, ['workspace', 'exclude'], folder),
    text,
  );
  tree.write(rootManifest, excluded);
}

/** Outermost folders of the crates that have been their own root. */
function loneCrates({ manifests, cargoFolders }: Survey): readonly string[] {
  const below = cargoFolders.filter((folder) => folder !== '.');
  const outermost = below.filter(
    (folder) => !below.some((other) => other !== folder && isInside(folder, other)),
  );
  return outermost.filter((folder) => {
    try {
      return manifests.cargo(folder)?.workspace === undefined;
    } catch {
      // A broken manifest is told by its own project; cargo cannot use the crate in either case.
      return false;
    }
  });
}

/** Makes the crate a member of the nearest cargo workspace, which is made at the root if there is none. */
export function joinCargoWorkspace(tree: Tree, crateDirectory: string, survey: Survey): void {
  const home = findCargoHome(crateDirectory, survey);
  if (home.workspace === undefined) ensureCargoWorkspace(tree, survey);
  const path = childPath(home.folder, rootManifest);
  const before = tree.read(path, 'utf-8') ?? '';
  const after = addWorkspaceMember(before, posix.relative(home.folder, crateDirectory));
  if (after !== before) tree.write(path, after);
}

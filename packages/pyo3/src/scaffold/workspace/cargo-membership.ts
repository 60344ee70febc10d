import { posix } from 'node:path';
import type { Tree } from '@nx/devkit';
import { addWorkspaceMember, createWorkspace } from '../../manifest/edit/cargo-edit.ts';
import { childPath, isInside } from '../../project/folder/workspace-path.ts';
import { appendToArray, ensureTable } from '../../toml/edit.ts';
import { findCargoHome } from './cargo-home.ts';
import type { Survey } from './repository-survey.ts';

const rootManifest = 'Cargo.toml';

/** Edition 2024, which the generated crates have, needs it (Cargo reference, "Resolver versions"). */
const resolver = '3';

/**
 * Makes the root a cargo workspace when it is not one: a virtual manifest, or a `[workspace]` in the
 * root's package. The latter states no resolver, since cargo then takes that of the package's
 * edition, and the versions of its dependencies stay.
 *
 * Crates of the repository that stood alone until now are excluded, since cargo refuses a crate that
 * lies below a workspace and is not a member of it.
 *
 * @param inside folder of the crate that the workspace is made for.
 */
export function ensureCargoWorkspace(tree: Tree, survey: Survey, inside?: string): void {
  const manifest = survey.manifests.cargo('.');
  if (manifest?.workspace) return;
  const before = tree.exists(rootManifest) ? tree.read(rootManifest, 'utf-8') : undefined;
  const text = before
    ? ensureTable(before, ['workspace'])
    : createWorkspace({ members: [], resolver });
  const excluded = withoutNeighbours(loneCrates(survey), inside).reduce(
    (edited, folder) => appendToArray(edited, ['workspace', 'exclude'], folder),
    text,
  );
  tree.write(rootManifest, excluded);
}

/** Many crates of one folder are excluded with that folder. */
const many = 4;

/** The folders, or the outermost folder of many of them that the new crate is not in. */
function withoutNeighbours(folders: readonly string[], inside = ''): readonly string[] {
  const tops = new Map<string, number>();
  const topOf = (folder: string) => folder.split('/')[0] ?? folder;
  for (const folder of folders) tops.set(topOf(folder), (tops.get(topOf(folder)) ?? 0) + 1);
  const isOne = (top: string) => (tops.get(top) ?? 0) >= many && !isInside(inside, top);
  return [...new Set(folders.map((folder) => (isOne(topOf(folder)) ? topOf(folder) : folder)))];
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
  if (home.workspace === undefined) ensureCargoWorkspace(tree, survey, crateDirectory);
  const path = childPath(home.folder, rootManifest);
  const before = tree.read(path, 'utf-8') ?? '';
  const after = addWorkspaceMember(before, posix.relative(home.folder, crateDirectory));
  if (after !== before) tree.write(path, after);
}

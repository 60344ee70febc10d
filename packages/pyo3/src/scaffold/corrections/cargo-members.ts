/**
 * Members of cargo workspaces. cargo rejects a crate below a workspace that is neither a member nor
 * excluded, and a member that does not exist (Cargo reference, "The members and exclude fields").
 */
import { posix } from 'node:path';
import { addWorkspaceMember } from '../../manifest/edit/cargo-edit.ts';
import type { CargoWorkspace } from '../../manifest/cargo/cargo-workspace-table.ts';
import { coversMember } from '../../manifest/source/member-glob.ts';
import { cratesUsedBy } from '../../project/edges/cargo-edges.ts';
import { findCargoRoot } from '../../project/crate/cargo-workspace.ts';
import type { Manifests } from '../../project/folder/manifests.ts';
import { cratesOf } from '../../project/folder/pyo3-project.ts';
import { childPath, isInside, resolvePath } from '../../project/folder/workspace-path.ts';
import { removeFromArray } from '../../toml/edit.ts';
import { isPlainPath, readable, type Correction, type Rule } from './correction.ts';

export const cargoMembers: Rule = ({ repository, manifests, folders: others = [] }) => {
  const folders = new Set(
    repository.projects.flatMap((project) => cratesOf(project).map(({ root }) => root)),
  );
  const roots = groupByRoot([...folders], manifests);
  const empty = [...new Set(others)].filter((folder) => !roots.has(folder));
  return [
    ...[...roots].flatMap(([root, { workspace, crates }]) => [
      ...missingMembers(root, workspace, crates, manifests),
      ...deadMembers(root, workspace, manifests),
    ]),
    ...empty.flatMap((folder) => {
      const workspace = readable(() => manifests.cargo(folder)?.workspace);
      return workspace === undefined ? [] : deadMembers(folder, workspace, manifests);
    }),
  ];
};

interface Members {
  readonly workspace: CargoWorkspace;
  /** The folders of the crates that cargo assigns to this workspace. */
  readonly crates: readonly string[];
}

function groupByRoot(
  folders: readonly string[],
  manifests: Manifests,
): ReadonlyMap<string, Members> {
  const groups = new Map<string, Members>();
  for (const folder of folders) {
    const root = readable(() => {
      const manifest = manifests.cargo(folder);
      return manifest && findCargoRoot(folder, manifest, manifests);
    });
    if (root?.workspace === undefined) continue;
    const crates = groups.get(root.folder)?.crates ?? [];
    groups.set(root.folder, { workspace: root.workspace, crates: [...crates, folder] });
  }
  return groups;
}

function missingMembers(
  root: string,
  workspace: CargoWorkspace,
  crates: readonly string[],
  manifests: Manifests,
): readonly Correction[] {
  const isNamed = (folder: string) =>
    folder === root || coversMember(workspace.members, posix.relative(root, folder));
  const joined = withPathDependencies(crates.filter(isNamed), root, manifests);
  return crates
    .filter((folder) => !joined.has(folder))
    .map((folder) => posix.relative(root, folder))
    .map((member) => ({
      file: childPath(root, 'Cargo.toml'),
      edit: (text) => addWorkspaceMember(text, member),
      what: `"${member}" becomes a member of the cargo workspace`,
    }));
}

/** Path dependencies inside the workspace's folder are members without being listed. */
function withPathDependencies(
  named: readonly string[],
  root: string,
  manifests: Manifests,
): ReadonlySet<string> {
  const joined = new Set([root, ...named]);
  // Iterating over a set that grows also visits the added elements.
  for (const folder of joined) {
    for (const { target } of readable(() => cratesUsedBy(folder, manifests)) ?? []) {
      if (isInside(target, root)) joined.add(target);
    }
  }
  return joined;
}

function deadMembers(
  root: string,
  { members, defaultMembers }: CargoWorkspace,
  manifests: Manifests,
): readonly Correction[] {
  const isDead = (member: string) => {
    const folder = isPlainPath(member) ? resolvePath(root, member) : undefined;
    return folder !== undefined && !manifests.reader.isFile(childPath(folder, 'Cargo.toml'));
  };
  const lists = [
    ['members', members],
    ['default-members', defaultMembers],
  ] as const;
  return lists.flatMap(([key, listed]) =>
    listed.filter(isDead).map((member) => ({
      file: childPath(root, 'Cargo.toml'),
      edit: (text) => removeFromArray(text, ['workspace', key], (element) => element === member),
      what: `"${member}" leaves ${key} of the cargo workspace, because it contains no crate`,
    })),
  );
}

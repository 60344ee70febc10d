/**
 * Which cargo workspace a crate is in (Cargo reference, "Workspaces").
 */
import { Pyo3Error } from '../../diagnostics/pyo3-error.ts';
import type { CargoManifest } from '../../manifest/cargo/cargo.ts';
import type { CargoWorkspace } from '../../manifest/cargo/cargo-workspace-table.ts';
import type { Manifests } from '../folder/manifests.ts';
import { childPath, enclosingFolders, isInside, resolvePath } from '../folder/workspace-path.ts';

/** The manifest that holds the lock file, profiles and patches of a crate. */
export interface CargoRoot {
  readonly folder: string;
  readonly manifest: CargoManifest;
  /** Absent when the crate is in no workspace: it is its own root. */
  readonly workspace?: CargoWorkspace;
}

/**
 * The root of the workspace that cargo finds for a package: itself if it has a `[workspace]`, else
 * what `package.workspace` names, else the nearest enclosing Cargo.toml that has a `[workspace]` and
 * does not exclude it. Cargo then insists that the package is a member, and so we take it for one.
 *
 * @throws Pyo3Error `manifest-invalid` when `package.workspace` leads nowhere; what reading the
 * enclosing manifests throws, since cargo refuses the package for those as well.
 */
export function findCargoRoot(
  folder: string,
  manifest: CargoManifest,
  manifests: Manifests,
): CargoRoot {
  if (manifest.workspace) return { folder, manifest, workspace: manifest.workspace };
  const pointer = manifest.package?.workspace;
  if (pointer !== undefined) return followPointer(folder, pointer, manifest, manifests);
  for (const ancestor of enclosingFolders(folder).slice(1)) {
    const candidate = manifests.cargo(ancestor);
    if (candidate?.workspace === undefined) continue;
    if (isExcluded(folder, ancestor, candidate.workspace)) continue;
    return { folder: ancestor, manifest: candidate, workspace: candidate.workspace };
  }
  return { folder, manifest };
}

function followPointer(
  folder: string,
  pointer: string,
  manifest: CargoManifest,
  manifests: Manifests,
): CargoRoot {
  const target = resolvePath(folder, pointer);
  // A root outside the repository has nothing that we could read or hash.
  if (target === undefined) return { folder, manifest };
  const root = manifests.cargo(target);
  if (root?.workspace) return { folder: target, manifest: root, workspace: root.workspace };
  throw new Pyo3Error({
    code: 'manifest-invalid',
    message: `"package.workspace" names ${pointer}, where no Cargo.toml has a [workspace].`,
    location: { file: childPath(folder, 'Cargo.toml') },
    hint: 'Correct the path, or remove the line: cargo then looks in the enclosing folders.',
  });
}

/** Cargo compares `exclude` and `members` by path prefix here, and the more explicit `members` win. */
function isExcluded(folder: string, root: string, workspace: CargoWorkspace): boolean {
  const listed = (paths: readonly string[]) =>
    paths.some((path) => {
      const resolved = resolvePath(root, path);
      return resolved !== undefined && isInside(folder, resolved);
    });
  return listed(workspace.exclude) && !listed(workspace.members);
}

import { coversMember } from '../../manifest/source/member-glob.ts';
import type { Pyproject } from '../../manifest/pyproject/pyproject.ts';
import type { Manifests } from '../folder/manifests.ts';
import { enclosingFolders, isInside } from '../folder/workspace-path.ts';

export interface UvRoot {
  readonly folder: string;
  readonly pyproject: Pyproject;
}

/**
 * The root of the uv workspace around a folder: the nearest enclosing pyproject.toml that has a
 * `[tool.uv.workspace]`. A broken one in between is no reason to lose the project: it is passed by.
 */
export function findUvRoot(folder: string, manifests: Manifests): UvRoot | undefined {
  for (const ancestor of enclosingFolders(folder)) {
    try {
      const pyproject = manifests.pyproject(ancestor);
      if (pyproject?.uv.workspace) return { folder: ancestor, pyproject };
    } catch {
      continue;
    }
  }
  return undefined;
}

/** Whether a folder is the root or a member of a uv workspace (uv, "Workspaces"). */
export function isUvMember(folder: string, { folder: root, pyproject }: UvRoot): boolean {
  if (folder === root) return true;
  if (!isInside(folder, root)) return false;
  const path = root === '.' ? folder : folder.slice(root.length + 1);
  const { members = [], exclude = [] } = pyproject.uv.workspace ?? {};
  return coversMember(members, path) && !coversMember(exclude, path);
}

import type { Pyproject } from '../manifest/pyproject.ts';
import type { Manifests } from './manifests.ts';
import { enclosingFolders } from './workspace-path.ts';

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

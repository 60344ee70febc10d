import type { Manifests } from '../folder/manifests.ts';
import { childPath, enclosingFolders } from '../folder/workspace-path.ts';
import { isTable } from '../../toml/parse.ts';

/** Whether a folder or one around it has settings for ruff, which say what ruff looks at. */
export function configuresRuff(root: string, manifests: Manifests): boolean {
  const { reader } = manifests;
  return enclosingFolders(root).some(
    (folder) =>
      ['ruff.toml', '.ruff.toml'].some((name) => reader.isFile(childPath(folder, name))) ||
      hasTable(folder, manifests),
  );
}

function hasTable(folder: string, manifests: Manifests): boolean {
  try {
    return isTable(manifests.pyproject(folder)?.tool['ruff']);
  } catch {
    return false;
  }
}

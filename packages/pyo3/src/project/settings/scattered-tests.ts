import { ignoreRulesIn, isIgnored, rulesWithin, type IgnoreRules } from '../paths/ignored-files.ts';
import type { Manifests } from '../folder/manifests.ts';
import { childPath, enclosingFolders } from '../folder/workspace-path.ts';

/**
 * Folders with test files in a project that has none in the usual places: inside of its packages, or
 * under a name of its own. The project's folder itself where tests lie between other sources. Links
 * are not followed, and projects in the folder have tests of their own.
 */
export function scatteredTests(
  root: string,
  isTestFile: (name: string) => boolean,
  manifests: Manifests,
): readonly string[] {
  const { reader } = manifests;
  const found: string[] = [];
  let isBetween = false;
  const visit = (folder: string, above: IgnoreRules) => {
    const rules = folder === above.folder ? above : rulesWithin(folder, above, reader);
    const entries = reader.entries(folder);
    const files = entries
      .filter(({ name, kind }) => kind === 'file' && name.endsWith('.py'))
      .map(({ name }) => name);
    if (files.some(isTestFile)) {
      found.push(folder);
      isBetween ||= files.some((name) => !isTestFile(name) && !isBesideTests(name));
    }
    for (const { name, kind } of entries) {
      const path = childPath(folder, name);
      if (kind !== 'folder' || isLeftOut(name) || isIgnored(`${path}/`, rules)) continue;
      if (!isOther(path, manifests)) visit(path, rules);
    }
  };
  visit(root, ignoreRulesIn(root, reader));
  if (isBetween) return [root];
  const all = new Set(found);
  return found.filter(
    (folder) => !enclosingFolders(folder).some((around) => around !== folder && all.has(around)),
  );
}

function isBesideTests(name: string): boolean {
  return name === '__init__.py' || name === 'conftest.py';
}

/** pytest's default `norecursedirs`, and what is no Python. */
function isLeftOut(name: string): boolean {
  return (
    /^\.|\.egg(-info)?$/.test(name) ||
    ['__pycache__', 'node_modules', 'venv', 'target', 'build', 'dist'].includes(name)
  );
}

/** A virtual environment, a cache, or another project. */
function isOther(folder: string, manifests: Manifests): boolean {
  const { reader } = manifests;
  if (['pyvenv.cfg', 'CACHEDIR.TAG'].some((name) => reader.isFile(childPath(folder, name)))) {
    return true;
  }
  try {
    const pyproject = manifests.pyproject(folder);
    return pyproject?.project !== undefined || pyproject?.buildSystem !== undefined;
  } catch {
    return true;
  }
}

import type { Tree } from '@nx/devkit';
import { childPath } from '../../../project/folder/workspace-path.ts';
import { isTable, parseTomlDocument, type TomlValue } from '../../../toml/parse.ts';

/**
 * Whether ruff sorts the imports of a module separately from those of other distributions: if its
 * settings list the module (`lint.isort.known-first-party`), or if ruff finds the module in one of
 * its `src` folders, which are `.` and `src` by default.
 */
export function isFirstParty(tree: Tree, root: string, module: string): boolean {
  return (
    isKnown(tree.read(childPath(root, 'pyproject.toml'), 'utf-8'), module) ||
    ['', 'src/'].some((source) => {
      const path = childPath(root, `${source}${module}`);
      return (
        tree.children(path).length > 0 || tree.exists(`${path}.py`) || tree.exists(`${path}.pyi`)
      );
    })
  );
}

function isKnown(text: string | null, module: string): boolean {
  let known: TomlValue | undefined =
    text === null ? undefined : parseTomlDocument(text, 'pyproject.toml');
  for (const key of ['tool', 'ruff', 'lint', 'isort', 'known-first-party']) {
    known = isTable(known) ? known[key] : undefined;
  }
  return Array.isArray(known) && known.includes(module);
}

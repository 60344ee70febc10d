import { isTable } from '../../toml/parse.ts';
import type { Manifests } from '../folder/manifests.ts';
import type { TypeChecker } from '../folder/pyo3-project.ts';
import { getOrMake, rememberedPer } from '../folder/remembered-per.ts';
import { childPath, enclosingFolders } from '../folder/workspace-path.ts';

const filesOf: Readonly<Record<TypeChecker, readonly string[]>> = {
  mypy: ['mypy.ini', '.mypy.ini'],
  pyright: ['pyrightconfig.json'],
};

/**
 * The type checker that the nearest enclosing folder configures, the project's own first; mypy where
 * a folder configures both. Tools that nobody configured are not forced on anyone.
 */
export function findTypeChecker(root: string, manifests: Manifests): TypeChecker | undefined {
  const known = checkersOf(manifests);
  const checkerOf = (folder: string) =>
    getOrMake(known, folder, () => ({
      checker: (['mypy', 'pyright'] as const).find((name) => isConfigured(name, folder, manifests)),
    })).checker;
  for (const folder of enclosingFolders(root)) {
    const checker = checkerOf(folder);
    if (checker !== undefined) return checker;
  }
  return undefined;
}

/** What each folder configures; the outer ones are asked for each project in them. */
const checkersOf = rememberedPer(
  (_manifests: Manifests) => new Map<string, { readonly checker?: TypeChecker | undefined }>(),
);

function isConfigured(checker: TypeChecker, folder: string, manifests: Manifests): boolean {
  const { reader } = manifests;
  return (
    filesOf[checker].some((file) => reader.isFile(childPath(folder, file))) ||
    isTable(settingsOf(folder, manifests)?.[checker]) ||
    (checker === 'mypy' && hasMypySection(childPath(folder, 'setup.cfg'), manifests))
  );
}

/** A file that cannot be read, such as a link to a device, must not cost every project below it. */
function hasMypySection(file: string, { reader }: Manifests): boolean {
  try {
    return /^\[mypy\]/m.test(reader.read(file) ?? '');
  } catch {
    return false;
  }
}

function settingsOf(folder: string, manifests: Manifests) {
  try {
    return manifests.pyproject(folder)?.tool;
  } catch {
    // A broken pyproject.toml is told where its own project is detected.
    return undefined;
  }
}

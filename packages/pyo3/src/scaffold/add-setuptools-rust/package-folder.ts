import { posix } from 'node:path';
import type { Pyo3Error } from '../../diagnostics/pyo3-error.ts';
import type { FileReader } from '../../files/file-reader.ts';
import type { Pyproject } from '../../manifest/pyproject/pyproject.ts';
import { suggestModuleName } from '../../python/module-name.ts';
import type { PythonProject } from '../../project/folder/pyo3-project.ts';
import { childPath, resolvePath } from '../../project/folder/workspace-path.ts';
import { isArray, stringField, stringsField, tableField } from '../../toml/fields.ts';

/** The package that gets the extension, and how setuptools discovers it. */
export interface PackagePlace {
  readonly packageName: string;
  /** The folder that contains the package, relative to the project's; `.` is the project folder. */
  readonly pythonSource: string;
  /**
   * Whether setuptools looks for packages beside pyproject.toml, where it would treat `rust/` as
   * one: by its own rules (`automatic`), or by those of `[tool.setuptools.packages.find]`
   * (`found`).
   */
  readonly discovery: 'automatic' | 'found' | 'elsewhere';
}

/**
 * @param wanted the name of the package, if it was requested.
 * @throws Pyo3Error the error that `refused` creates if there is no package, or if the choice is
 * ambiguous.
 */
export function packagePlace(
  { root, distribution }: PythonProject,
  { tool }: Pyproject,
  wanted: string | undefined,
  reader: FileReader,
  refused: (why: string, hint?: string) => Pyo3Error,
): PackagePlace {
  const settings = tableField(tool, 'setuptools');
  const find = tableField(tableField(settings, 'packages'), 'find');
  const stated = [
    ...stringsField(find, 'where'),
    stringField(tableField(settings, 'package-dir'), ''),
  ].filter((folder) => folder !== undefined);
  const isPackage = (folder: string, name: string) =>
    reader.isFile(childPath(root, posix.join(folder, name, '__init__.py')));
  const folders = stated.length > 0 ? stated : ['src', '.'];
  const usable = folders.filter((folder) => resolvePath(root, folder) !== undefined);
  const packages = usable.flatMap((folder) =>
    reader
      .list(childPath(root, folder))
      .filter((name) => isPackage(folder, name) && !(folder === '.' && /^tests?$/.test(name)))
      .map((packageName) => ({ packageName, pythonSource: posix.normalize(folder) })),
  );
  const named = wanted ?? suggestModuleName(distribution.name);
  const others = packages.map(({ packageName }) => packageName);
  const [only, second] = packages;
  const place =
    packages.find(({ packageName }) => packageName === named) ??
    (wanted === undefined && second === undefined ? only : undefined);
  if (place === undefined) {
    throw refused(
      `no package "${named}" with an __init__.py was found in ${usable.map((one) => `"${one}"`).join(' or ')}`,
      others.length === 0
        ? 'Create the package first, then run the command again.'
        : `Name the package that should contain it: --package=${others[0] ?? named}`,
    );
  }
  const isChosen = (key: string) => settings?.[key] !== undefined;
  const isBeside = place.pythonSource === '.';
  const scripts = ['setup.py', 'setup.cfg'].map((file) => reader.read(childPath(root, file)) ?? '');
  if (isBeside && scripts.some((text) => /find_namespace/.test(text))) {
    throw refused(
      'setuptools looks for namespace packages beside pyproject.toml, where "rust" would be one',
      'List its packages in [tool.setuptools] packages, then run the command again.',
    );
  }
  const isScripted = scripts.some((text) => /\b(packages|py_modules)\b/.test(text));
  const isListed = isArray(settings?.['packages']) || isChosen('py-modules');
  if (!isBeside || isListed) return { ...place, discovery: 'elsewhere' };
  if (isChosen('packages')) return { ...place, discovery: 'found' };
  return { ...place, discovery: isScripted ? 'elsewhere' : 'automatic' };
}

import { childPath } from '../../project/folder/workspace-path.ts';
import { isArray, stringField, stringsField, tableField } from '../../toml/fields.ts';
import type { TomlTable } from '../../toml/parse.ts';
import { checkKeys, notCarriedOver, type BackendSource, type Conversion } from './conversion.ts';
import { onlyPackage, packageNamed } from './package-folder.ts';
import { versionAt, versionOfFile } from './stated-version.ts';

/** Files with settings that override pyproject.toml. */
const otherFiles = ['setup.py', 'setup.cfg', 'MANIFEST.in'] as const;

/**
 * Reads `[tool.setuptools]`: one package, discovered or listed; its data files are always in the
 * wheel.
 */
export function convertSetuptools(source: BackendSource): Conversion {
  const settings = tableField(source.pyproject.tool, 'setuptools');
  const read = (name: string) => source.reader.read(childPath(source.root, name)) ?? '';
  const file = otherFiles.find((name) => read(name).trim() !== '');
  if (file !== undefined) throw notCarriedOver(source, `it has a ${file}`);
  checkKeys(source, settings, 'tool.setuptools', [
    'packages',
    'package-dir',
    'package-data',
    'include-package-data',
    'zip-safe',
    'dynamic',
  ]);
  const packageFolder = packageFolderOf(source, settings);
  return {
    ...packageFolder,
    stated: statedVersion(source, tableField(settings, 'dynamic'), packageFolder.pythonSource),
    obsolete: [['tool', 'setuptools']],
  };
}

function packageFolderOf(
  source: BackendSource,
  settings: TomlTable | undefined,
): Pick<Conversion, 'packageName' | 'pythonSource'> {
  const folders = tableField(settings, 'package-dir');
  checkKeys(source, folders, 'tool.setuptools.package-dir', ['']);
  const folder = stringField(folders, '');
  const packages = settings?.['packages'];
  if (isArray(packages)) {
    const names = stringsField(settings, 'packages');
    const tops = [...new Set(names.map((name) => name.split('.')[0] ?? name))];
    const [only] = tops;
    if (only === undefined || tops.length > 1) {
      throw notCarriedOver(source, `it has ${tops.length === 0 ? 'no' : 'several'} packages`);
    }
    return packageNamed(source, only, [folder ?? '.']);
  }
  const found = tableField(settings, 'packages');
  const find = tableField(found, 'find');
  checkKeys(source, found, 'tool.setuptools.packages', ['find']);
  checkKeys(source, find, 'tool.setuptools.packages.find', [
    'where',
    'include',
    'exclude',
    'namespaces',
  ]);
  const where = stringsField(find, 'where');
  if (where.length > 1) throw notCarriedOver(source, 'it has packages in more than one folder');
  return onlyPackage(source, where[0] ?? folder, {
    include: find?.['include'] === undefined ? undefined : stringsField(find, 'include'),
    exclude: stringsField(find, 'exclude'),
  });
}

function statedVersion(
  source: BackendSource,
  dynamic: TomlTable | undefined,
  pythonSource: string,
): Conversion['stated'] {
  checkKeys(source, dynamic, 'tool.setuptools.dynamic', ['version']);
  const version = tableField(dynamic, 'version');
  const attribute = stringField(version, 'attr');
  if (attribute !== undefined) return { version: versionAt(source, pythonSource, attribute) };
  const [file, ...more] = [
    stringField(version, 'file') ?? '',
    ...stringsField(version, 'file'),
  ].filter((one) => one !== '');
  if (file === undefined || more.length > 0) return {};
  return { version: versionOfFile(source, file) };
}

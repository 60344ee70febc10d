import { childPath } from '../../project/folder/workspace-path.ts';
import { isArray, stringField, stringsField, tableField } from '../../toml/fields.ts';
import type { TomlTable } from '../../toml/parse.ts';
import { checkKeys, notCarriedOver, type BackendSource, type Conversion } from './conversion.ts';
import { onlyPackage, packageNamed } from './package-folder.ts';
import { versionAt, versionOfFile } from './stated-version.ts';

/** These say more than pyproject.toml does. */
const otherFiles = ['setup.py', 'setup.cfg', 'MANIFEST.in'] as const;

/** `[tool.setuptools]`: one package, found or named; its data files are in the wheel anyhow. */
export function convertSetuptools(source: BackendSource): Conversion {
  const settings = tableField(source.pyproject.tool, 'setuptools');
  const read = (name: string) => source.reader.read(childPath(source.root, name)) ?? '';
  const file = otherFiles.find((name) => read(name).trim() !== '');
  if (file !== undefined) throw notCarriedOver(source, `it has a ${file}`);
  checkKeys(source, settings, 'tool.setuptools', [
    ...['packages', 'package-dir', 'package-data', 'include-package-data', 'zip-safe', 'dynamic'],
  ]);
  const place = placeOf(source, settings);
  return {
    ...place,
    stated: statedVersion(source, tableField(settings, 'dynamic'), place.pythonSource),
    obsolete: [['tool', 'setuptools']],
  };
}

function placeOf(
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
    ...['where', 'include', 'exclude', 'namespaces'],
  ]);
  const where = stringsField(find, 'where');
  if (where.length > 1) throw notCarriedOver(source, 'it has packages in several folders');
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

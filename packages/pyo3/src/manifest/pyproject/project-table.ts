/**
 * The `[project]` table of a pyproject.toml (PEP 621, 639), as written.
 */
import { hasControl } from '../../diagnostics/render.ts';
import { entriesOf, isArray, stringField, stringsField, tableField } from '../../toml/fields.ts';
import type { TomlTable, TomlValue } from '../../toml/parse.ts';
import { isNameOfAscii } from '../../python/distribution-name.ts';
import { recordOf } from '../../toml/table.ts';
import {
  invalidManifest,
  isPlaceholder,
  requireString,
  requireTable,
  type ManifestSource,
} from '../source/manifest-source.ts';
import { requireRequirements } from '../source/requirement-fields.ts';

export interface ProjectTable {
  /** Required by PEP 621; absent in files that only contain settings of tools. */
  readonly name?: string;
  readonly version?: string;
  /** The fields that the build backend computes. */
  readonly dynamic: readonly string[];
  readonly requiresPython?: string;
  /** Requirements (PEP 508), as strings. */
  readonly dependencies: readonly string[];
  /** The requirements of each extra. */
  readonly optionalDependencies: Readonly<Record<string, readonly string[]>>;
  /** The names in `[project.scripts]` and `[project.gui-scripts]`. */
  readonly scripts: readonly string[];
  /** The path of the readme. */
  readonly readme?: string;
  /** The globs of `license-files`, and the file of the older `license = { file = "…" }`. */
  readonly licenseFiles: readonly string[];
}

/** @throws Pyo3Error `manifest-invalid` if a build backend would reject the table. */
export function readProjectTable(
  source: ManifestSource,
  table: TomlTable | undefined,
): ProjectTable | undefined {
  if (table === undefined) return undefined;
  return {
    name: readName(source, table),
    version: stringField(table, 'version'),
    dynamic: stringsField(table, 'dynamic'),
    requiresPython: requireString(source, table, ['project', 'requires-python']),
    dependencies: requireRequirements(
      source,
      table,
      ['project', 'dependencies'],
      'dependencies = ["numpy>=2"]',
    ),
    optionalDependencies: readExtras(source, table),
    scripts: readScripts(table),
    readme: stringField(table, 'readme') ?? stringField(tableField(table, 'readme'), 'file'),
    licenseFiles: readLicenseFiles(table),
  };
}

function readScripts(table: TomlTable): readonly string[] {
  return ['scripts', 'gui-scripts'].flatMap((key) =>
    entriesOf(tableField(table, key)).map(([name]) => name),
  );
}

function readName(source: ManifestSource, table: TomlTable): string | undefined {
  const path = ['project', 'name'];
  const name = requireString(source, table, path);
  const fault = name === undefined ? undefined : faultOf(name);
  if (fault === undefined) return name;
  throw invalidManifest(source, path, fault, 'Give the distribution a name: name = "my-package".');
}

/**
 * What is wrong with a name (PEP 621), where it could be taken for a path or an option, or is none that
 * two systems compare alike. One that begins or ends with `_` harms nothing, and its backend refuses it.
 * Of control characters and templates, others say what they mean.
 */
function faultOf(name: string): string | undefined {
  if (name === '') return '"project.name" must not be empty.';
  const shown = `The name ${JSON.stringify(name)}`;
  if (name.startsWith('-')) return `${shown} begins with "-", which build backends refuse.`;
  if (/^\.|[.-]$/.test(name))
    return `${shown} begins or ends with "-" or ".", which build backends refuse.`;
  if (isNameOfAscii(name) || hasControl(name) || isPlaceholder(name)) return undefined;
  return `${shown} has other characters than ASCII letters, digits, "-", "_" and ".", which build backends refuse.`;
}

function readExtras(
  source: ManifestSource,
  table: TomlTable,
): Readonly<Record<string, readonly string[]>> {
  const path = ['project', 'optional-dependencies'];
  const extras = requireTable(source, table, path);
  return recordOf(
    entriesOf(extras).map(([extra]) => [
      extra,
      requireRequirements(source, extras, [...path, extra], `${extra} = ["pytest>=8"]`),
    ]),
  );
}

/**
 * The field `license-files` is an array (PEP 639); its draft had `{ globs = […] }` and `{ paths =
 * […] }`.
 */
function readLicenseFiles(table: TomlTable): readonly string[] {
  const draft = tableField(table, 'license-files');
  const file = stringField(tableField(table, 'license'), 'file');
  return [
    ...stringsOf(table['license-files']),
    ...stringsOf(draft?.['globs']),
    ...stringsOf(draft?.['paths']),
    ...(file === undefined ? [] : [file]),
  ];
}

function stringsOf(value: TomlValue | undefined): readonly string[] {
  return isArray(value) ? value.filter((element) => typeof element === 'string') : [];
}

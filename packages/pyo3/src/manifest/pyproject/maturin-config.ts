/**
 * The `[tool.maturin]` table of a pyproject.toml, as written: maturin's defaults are not filled in
 * (maturin's user guide, "Configuration"). Paths are relative to the pyproject.toml's folder.
 */
import { arrayField, booleanField, stringField, stringsField } from '../../toml/fields.ts';
import { isTable, type TomlTable, type TomlValue } from '../../toml/parse.ts';
import { requireString, type ManifestSource } from '../source/manifest-source.ts';

export interface MaturinConfig {
  /** The dotted path of the extension, for example `pkg._pkg`. */
  readonly moduleName?: string;
  /** The folder of the Python sources. */
  readonly pythonSource?: string;
  /** The crate's Cargo.toml. */
  readonly manifestPath?: string;
  /** `pyo3`, `pyo3-ffi`, `cffi`, `uniffi` or `bin`; determined from the crate if absent. */
  readonly bindings?: string;
  readonly features: readonly string[];
  readonly noDefaultFeatures: boolean;
  readonly allFeatures: boolean;
  /** The Cargo profile of wheels. */
  readonly profile?: string;
  /** The Cargo profile of editable installs. */
  readonly editableProfile?: string;
  readonly pythonPackages: readonly string[];
  /** Globs of files that are added to the artifacts. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** The folder of the wheel's data; `<module>.data` if absent. */
  readonly data?: string;
  readonly useBasePython: boolean;
  readonly strip?: boolean;
  /** The whole table, for the settings that only maturin reads. */
  readonly table: TomlTable;
}

/**
 * @throws Pyo3Error `manifest-invalid` if a key that defines the extension or its location has the
 * wrong type.
 */
export function readMaturinConfig(source: ManifestSource, table: TomlTable): MaturinConfig {
  const text = (key: string) => requireString(source, table, ['tool', 'maturin', key]);
  return {
    moduleName: text('module-name'),
    pythonSource: text('python-source'),
    manifestPath: text('manifest-path'),
    bindings: text('bindings'),
    features: readFeatures(table),
    noDefaultFeatures: booleanField(table, 'no-default-features') ?? false,
    allFeatures: booleanField(table, 'all-features') ?? false,
    profile: text('profile'),
    editableProfile: text('editable-profile'),
    pythonPackages: stringsField(table, 'python-packages'),
    include: readGlobs(table, 'include'),
    exclude: readGlobs(table, 'exclude'),
    data: stringField(table, 'data'),
    useBasePython: booleanField(table, 'use-base-python') ?? false,
    strip: booleanField(table, 'strip'),
    table,
  };
}

/** A feature, or `{ feature = "…", python-version = "…" }` for specific interpreters. */
function readFeatures(table: TomlTable): readonly string[] {
  return arrayField(table, 'features').flatMap((element) => textOf(element, 'feature'));
}

/** A glob, or `{ path = "…", format = "sdist" }`. */
function readGlobs(table: TomlTable, key: string): readonly string[] {
  return arrayField(table, key).flatMap((element) => textOf(element, 'path'));
}

function textOf(element: TomlValue, key: string): readonly string[] {
  if (typeof element === 'string') return [element];
  const text = isTable(element) ? stringField(element, key) : undefined;
  return text === undefined ? [] : [text];
}

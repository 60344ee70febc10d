/**
 * The read model of a Cargo.toml: its content as written, typed. Globs are not expanded, inherited
 * fields are not resolved, and no other file is read. Editing is in `cargo-edit.ts`.
 *
 * A field of the wrong type is an error only if cargo rejects the file and the plugin needs the
 * field; otherwise it counts as absent.
 */
import {
  booleanField,
  entriesOf,
  isArray,
  stringField,
  stringsField,
  tableField,
} from '../../toml/fields.ts';
import { isTable, parseTomlDocument, type TomlTable } from '../../toml/parse.ts';
import { recordOf } from '../../toml/table.ts';
import { readCargoDependencies, type CargoDependency } from './cargo-dependency.ts';
import { readCargoWorkspace, type CargoWorkspace } from './cargo-workspace-table.ts';
import {
  invalidManifest,
  requireString,
  requirePrintable,
  requireTable,
  type ManifestSource,
} from '../source/manifest-source.ts';

/**
 * The value of a field that is `{ workspace = true }`: the root's `[workspace.package]` contains
 * it.
 */
export const inheritedField = 'workspace';

/**
 * The value as written, or the word `workspace` if inherited (no version or edition is spelled that
 * way).
 */
export type InheritableText = string;

export interface CargoPackage {
  readonly name: string;
  readonly version?: InheritableText;
  readonly edition?: InheritableText;
  readonly rustVersion?: InheritableText;
  /**
   * The value of `package.workspace`: the folder of the workspace's root, relative to this
   * manifest.
   */
  readonly workspace?: string;
  readonly readme?: InheritableText | false;
  readonly license?: InheritableText;
  readonly licenseFile?: InheritableText;
  /** The path of the build script; `false` if disabled; absent if cargo looks for build.rs. */
  readonly build?: string | false;
  /** The value of `links`: the native library that only this package may link. */
  readonly links?: string;
  /** The `[package.metadata]` table, unparsed: tools keep their settings here. */
  readonly metadata: TomlTable;
}

export interface CargoLib {
  readonly name?: string;
  readonly path?: string;
  /** Empty if not stated, which means `lib`. */
  readonly crateType: readonly string[];
  readonly procMacro: boolean;
}

/** One entry of `[patch.<source>]` or `[replace]`. */
export interface CargoPatch {
  /** `crates-io`, a registry's name or a URL; `replace` for the table of that name. */
  readonly source: string;
  /** The name of the package. */
  readonly name: string;
  readonly path?: string;
  readonly git?: string;
}

export interface CargoManifest {
  readonly file: string;
  /** Absent in a virtual manifest. */
  readonly package?: CargoPackage;
  /** Absent if there is no `[lib]`; the crate may still have a library (src/lib.rs). */
  readonly lib?: CargoLib;
  readonly hasExplicitBins: boolean;
  readonly dependencies: readonly CargoDependency[];
  readonly features: Readonly<Record<string, readonly string[]>>;
  readonly workspace?: CargoWorkspace;
  readonly patch: readonly CargoPatch[];
  readonly replace: readonly CargoPatch[];
  /** The `[profile]` table, unparsed. */
  readonly profiles: TomlTable;
  /** The whole document, unparsed. */
  readonly document: TomlTable;
}

/**
 * @param file the path relative to the workspace root, for messages and `CargoManifest.file`.
 * @throws Pyo3Error `toml-syntax`, or `manifest-invalid` if cargo would reject the manifest.
 */
export function readCargoManifest(text: string, file: string): CargoManifest {
  const root = parseTomlDocument(text, file);
  const source = { text, file };
  requirePrintableTables(source, root);
  return {
    file,
    package: readPackage(source, root),
    lib: readLib(source, root),
    hasExplicitBins: isArray(root['bin']) && root['bin'].length > 0,
    dependencies: readCargoDependencies(source, root),
    features: readFeatures(source, root),
    workspace: readCargoWorkspace(source, root),
    patch: readPatches(source, root),
    replace: readReplacements(root),
    profiles: tableField(root, 'profile') ?? {},
    document: root,
  };
}

/** What tools keep in the manifest, and prose, may have several lines. */
const prose = ['authors', 'description', 'metadata'];

/** All others that cargo reads, except for `[lints]` and `[badges]`. */
const tables = [
  ...[
    'lib',
    'bin',
    'example',
    'test',
    'bench',
    'features',
    'profile',
    'patch',
    'replace',
    'target',
  ],
  ...['dependencies', 'dev-dependencies', 'build-dependencies'],
  ...['dev_dependencies', 'build_dependencies'],
];

function requirePrintableTables(source: ManifestSource, root: TomlTable): void {
  requirePrintable(source, tableField(root, 'package'), ['package'], prose);
  requirePrintable(source, tableField(root, 'workspace'), ['workspace'], [...prose, 'package']);
  const shared = tableField(tableField(root, 'workspace'), 'package');
  requirePrintable(source, shared, ['workspace', 'package'], prose);
  for (const name of tables) requirePrintable(source, root[name], [name]);
}

function readPackage(source: ManifestSource, root: TomlTable): CargoPackage | undefined {
  const table = requireTable(source, root, ['package']);
  if (table === undefined) return undefined;
  return {
    name: readName(source, table),
    version: inheritable(table, 'version'),
    edition: inheritable(table, 'edition'),
    rustVersion: inheritable(table, 'rust-version'),
    workspace: stringField(table, 'workspace'),
    readme: booleanField(table, 'readme') === false ? false : inheritable(table, 'readme'),
    license: inheritable(table, 'license'),
    licenseFile: inheritable(table, 'license-file'),
    build: booleanField(table, 'build') === false ? false : stringField(table, 'build'),
    links: stringField(table, 'links'),
    metadata: tableField(table, 'metadata') ?? {},
  };
}

function readName(source: ManifestSource, table: TomlTable): string {
  const name = requireString(source, table, ['package', 'name']);
  if (name?.startsWith('-') === true) {
    throw invalidManifest(
      source,
      ['package', 'name'],
      `The name ${JSON.stringify(name)} begins with "-", which cargo rejects.`,
      'Start it with a letter: name = "my-crate".',
    );
  }
  if (name !== undefined && name !== '') {
    return name;
  }
  throw invalidManifest(
    source,
    ['package', 'name'],
    '[package] must have a name.',
    'Add name = "my-crate" under [package].',
  );
}

function inheritable(table: TomlTable, key: string): InheritableText | undefined {
  return booleanField(tableField(table, key), 'workspace') === true
    ? inheritedField
    : stringField(table, key);
}

function readLib(source: ManifestSource, root: TomlTable): CargoLib | undefined {
  const table = requireTable(source, root, ['lib']);
  if (table === undefined) return undefined;
  const name = requireString(source, table, ['lib', 'name']);
  return {
    name,
    path: stringField(table, 'path'),
    crateType: [...stringsField(table, 'crate-type'), ...stringsField(table, 'crate_type')],
    procMacro: booleanField(table, 'proc-macro') ?? booleanField(table, 'proc_macro') ?? false,
  };
}

function readFeatures(
  source: ManifestSource,
  root: TomlTable,
): Readonly<Record<string, readonly string[]>> {
  const table = requireTable(source, root, ['features']);
  return recordOf(entriesOf(table).map(([name]) => [name, stringsField(table, name)]));
}

function readPatches(source: ManifestSource, root: TomlTable): readonly CargoPatch[] {
  return entriesOf(requireTable(source, root, ['patch'])).flatMap(([from, entries]) =>
    isTable(entries)
      ? entriesOf(entries).flatMap(([alias, entry]) =>
          isTable(entry) ? [readPatch(from, alias, entry)] : [],
        )
      : [],
  );
}

/** The keys are package ids: `serde:1.0.0`, `https://…#serde:1.0.0` or `https://…/serde#1.0.0`. */
function readReplacements(root: TomlTable): readonly CargoPatch[] {
  return entriesOf(tableField(root, 'replace')).flatMap(([id, entry]) => {
    const name = replacedName(id);
    return isTable(entry) ? [readPatch('replace', name, entry)] : [];
  });
}

/** The word before the last `:`, `@` or `#`, if no `/` follows that. */
function replacedName(id: string): string {
  const end = Math.max(id.lastIndexOf(':'), id.lastIndexOf('@'), id.lastIndexOf('#'));
  if (end <= 0 || id.includes('/', end)) return id;
  let start = end;
  while (start > 0 && /[A-Za-z0-9_-]/.test(id.charAt(start - 1))) start -= 1;
  return start === end ? id : id.slice(start, end);
}

function readPatch(source: string, alias: string, entry: TomlTable): CargoPatch {
  return {
    source,
    name: stringField(entry, 'package') ?? alias,
    path: stringField(entry, 'path'),
    git: stringField(entry, 'git'),
  };
}

/**
 * The `[workspace]` table of a Cargo.toml, as written (Cargo reference, "Workspaces").
 */
import { stringField, stringsField, tableField } from '../../toml/fields.ts';
import type { TomlTable } from '../../toml/parse.ts';
import { readDependencyTable, type CargoDependency } from './cargo-dependency.ts';
import { requireStrings, requireTable, type ManifestSource } from '../source/manifest-source.ts';

/** The `[workspace.package]` table: what members inherit with `field.workspace = true`. */
export interface CargoWorkspacePackage {
  readonly version?: string;
  readonly rustVersion?: string;
  readonly edition?: string;
  readonly license?: string;
  readonly licenseFile?: string;
  readonly repository?: string;
  readonly readme?: string;
  readonly authors?: readonly string[];
  readonly description?: string;
  /** The whole table, for the fields that are only passed on. */
  readonly table: TomlTable;
}

export interface CargoWorkspace {
  /** Globs, relative to the folder of the manifest. */
  readonly members: readonly string[];
  readonly exclude: readonly string[];
  readonly defaultMembers: readonly string[];
  readonly resolver?: string;
  /** The `[workspace.dependencies]` table; a `path` is relative to the folder of this manifest. */
  readonly dependencies: readonly CargoDependency[];
  /** Empty if there is no `[workspace.package]`. */
  readonly package: CargoWorkspacePackage;
  /** Whether there is a `[workspace.lints]` table that members can inherit. */
  readonly lints: boolean;
  /** The `[workspace.metadata]` table, unparsed. */
  readonly metadata: TomlTable;
}

/** @throws Pyo3Error `manifest-invalid` if cargo would reject the table. */
export function readCargoWorkspace(
  source: ManifestSource,
  root: TomlTable,
): CargoWorkspace | undefined {
  const table = requireTable(source, root, ['workspace']);
  if (table === undefined) return undefined;
  const paths = (key: string) =>
    requireStrings(source, table, ['workspace', key], `${key} = ["crates/*"]`);
  const dependencies = ['workspace', 'dependencies'];
  return {
    members: paths('members'),
    exclude: paths('exclude'),
    defaultMembers: paths('default-members'),
    resolver: stringField(table, 'resolver'),
    dependencies: readDependencyTable(
      source,
      requireTable(source, table, dependencies),
      dependencies,
    ),
    package: readWorkspacePackage(requireTable(source, table, ['workspace', 'package']) ?? {}),
    lints: tableField(table, 'lints') !== undefined,
    metadata: tableField(table, 'metadata') ?? {},
  };
}

function readWorkspacePackage(table: TomlTable): CargoWorkspacePackage {
  return {
    version: stringField(table, 'version'),
    rustVersion: stringField(table, 'rust-version'),
    edition: stringField(table, 'edition'),
    license: stringField(table, 'license'),
    licenseFile: stringField(table, 'license-file'),
    repository: stringField(table, 'repository'),
    readme: stringField(table, 'readme'),
    authors: table['authors'] === undefined ? undefined : stringsField(table, 'authors'),
    description: stringField(table, 'description'),
    table,
  };
}

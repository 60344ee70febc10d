/**
 * Dependency tables of a Cargo.toml, as written: no version is resolved and no file is looked at.
 * (Cargo reference, "Specifying Dependencies".)
 */
import { booleanField, entriesOf, isArray, stringField, stringsField } from '../../toml/fields.ts';
import { isTable, type TomlTable, type TomlValue } from '../../toml/parse.ts';
import {
  invalidManifest,
  requirePrintable,
  requireTable,
  type ManifestSource,
} from '../source/manifest-source.ts';

export type CargoDependencyKind = 'normal' | 'dev' | 'build';

export interface CargoDependency {
  /** The key; what the crate's source calls it. */
  readonly alias: string;
  /** Name of the package: `package = "…"` of a renamed dependency, otherwise the alias. */
  readonly name: string;
  readonly kind: CargoDependencyKind;
  /** `cfg(…)` or a target triple, when only for those. */
  readonly target?: string;
  /** Version requirement. */
  readonly version?: string;
  /**
   * Folder of the package. Relative to the folder of the manifest; to the folder of the workspace's
   * root manifest if `workspace` is true (after `inheritDependency`).
   */
  readonly path?: string;
  readonly git?: string;
  readonly registry?: string;
  /** `workspace = true`: the rest is in `[workspace.dependencies]`, under the alias. */
  readonly workspace: boolean;
  readonly optional: boolean;
  readonly features: readonly string[];
  readonly defaultFeatures: boolean;
}

/** Keys of the tables of each kind; cargo still reads the ones with `_` up to edition 2021. */
const tablesOfKind: readonly (readonly [string, CargoDependencyKind])[] = [
  ['dependencies', 'normal'],
  ['dev-dependencies', 'dev'],
  ['dev_dependencies', 'dev'],
  ['build-dependencies', 'build'],
  ['build_dependencies', 'build'],
];

/**
 * Every dependency of a package, of every kind and for every target, in the order of the file
 * within each kind.
 *
 * @throws Pyo3Error `manifest-invalid` for a table or an entry that cargo would refuse.
 */
export function readCargoDependencies(
  source: ManifestSource,
  root: TomlTable,
): readonly CargoDependency[] {
  const targets = entriesOf(requireTable(source, root, ['target']));
  return [
    ...readTables(source, root, []),
    ...targets.flatMap(([target, tables]) =>
      isTable(tables) ? readTables(source, tables, ['target', target], target) : [],
    ),
  ];
}

/** The dependencies of one table whose keys are aliases; `path` is where it is, for messages. */
export function readDependencyTable(
  source: ManifestSource,
  table: TomlTable | undefined,
  path: readonly string[],
  kind: CargoDependencyKind = 'normal',
  target?: string,
): readonly CargoDependency[] {
  return entriesOf(table).map(([alias, value]) => ({
    ...readDependency(source, alias, value, [...path, alias]),
    kind,
    ...(target === undefined ? {} : { target }),
  }));
}

/**
 * What a `workspace = true` dependency stands for (Cargo reference, "Inheriting a dependency from a
 * workspace"): everything from the workspace's entry, `optional` from the member, features of both.
 * Any other dependency is returned as it is, and so is one that the workspace does not have.
 */
export function inheritDependency(
  dependency: CargoDependency,
  workspaceDependencies: readonly CargoDependency[],
): CargoDependency {
  if (!dependency.workspace) return dependency;
  const origin = byAlias(workspaceDependencies).get(dependency.alias);
  if (origin === undefined) return dependency;
  return {
    ...dependency,
    ...origin,
    kind: dependency.kind,
    target: dependency.target,
    workspace: true,
    optional: dependency.optional,
    features: [...new Set([...origin.features, ...dependency.features])],
    // A member cannot switch them off where the workspace leaves them on, only on again.
    defaultFeatures: origin.defaultFeatures || dependency.defaultFeatures,
  };
}

type ByAlias = ReadonlyMap<string, CargoDependency>;

/** Made once for each list: a member looks up each of its dependencies. */
function byAlias(dependencies: readonly CargoDependency[]): ByAlias {
  const known = aliases.get(dependencies);
  if (known !== undefined) return known;
  const made = new Map(dependencies.map((one) => [one.alias, one]));
  aliases.set(dependencies, made);
  return made;
}

const aliases = new WeakMap<readonly CargoDependency[], ByAlias>();

function readTables(
  source: ManifestSource,
  tables: TomlTable,
  path: readonly string[],
  target?: string,
): readonly CargoDependency[] {
  return tablesOfKind.flatMap(([key, kind]) => {
    const table = requireTable(source, tables, [...path, key]);
    return readDependencyTable(source, table, [...path, key], kind, target);
  });
}

function readDependency(
  source: ManifestSource,
  alias: string,
  value: TomlValue,
  path: readonly string[],
): Omit<CargoDependency, 'kind' | 'target'> {
  requirePrintable(source, path, alias);
  const bare = { alias, name: alias, workspace: false, optional: false, defaultFeatures: true };
  if (typeof value === 'string') return { ...bare, version: value, features: [] };
  if (!isTable(value)) throw notADependency(source, alias, value, path);
  return {
    ...bare,
    name: requirePrintable(source, path, stringField(value, 'package') ?? alias),
    version: stringField(value, 'version'),
    path: stringField(value, 'path'),
    git: stringField(value, 'git'),
    registry: stringField(value, 'registry') ?? stringField(value, 'registry-index'),
    workspace: booleanField(value, 'workspace') ?? false,
    optional: booleanField(value, 'optional') ?? false,
    features: stringsField(value, 'features'),
    defaultFeatures: readDefaultFeatures(value),
  };
}

/** Absent means on, but for `workspace = true`, where the workspace's entry decides. */
function readDefaultFeatures(entry: TomlTable): boolean {
  const written =
    booleanField(entry, 'default-features') ?? booleanField(entry, 'default_features');
  return written ?? booleanField(entry, 'workspace') !== true;
}

function notADependency(
  source: ManifestSource,
  alias: string,
  value: TomlValue,
  path: readonly string[],
) {
  return invalidManifest(
    source,
    path,
    `The dependency "${alias}" must be a version requirement or a table, not ${typeName(value)}.`,
    `Write ${alias} = "1.0" or ${alias} = { path = "../${alias}" }.`,
  );
}

function typeName(value: TomlValue): string {
  if (isArray(value)) return 'an array';
  return value instanceof Date ? 'a date' : `a ${typeof value}`;
}

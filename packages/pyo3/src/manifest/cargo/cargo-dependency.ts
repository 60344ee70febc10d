/**
 * Dependency tables of a Cargo.toml, as written: no version is resolved and no file is read. (Cargo
 * reference, "Specifying Dependencies".)
 */
import { booleanField, entriesOf, isArray, stringField, stringsField } from '../../toml/fields.ts';
import { isTable, type TomlTable, type TomlValue } from '../../toml/parse.ts';
import { invalidManifest, requireTable, type ManifestSource } from '../source/manifest-source.ts';

export type CargoDependencyKind = 'normal' | 'dev' | 'build';

export interface CargoDependency {
  /** The key, which is the crate's name in Rust code. */
  readonly alias: string;
  /** The name of the package: `package = "…"` of a renamed dependency, otherwise the alias. */
  readonly name: string;
  readonly kind: CargoDependencyKind;
  /** The `cfg(…)` or target triple, if the dependency is platform-specific. */
  readonly target?: string;
  /** The version requirement. */
  readonly version?: string;
  /**
   * The folder of the package. It is relative to the folder of the manifest, or, if `workspace` is
   * true (after `inheritDependency`), to the folder of the workspace's root manifest.
   */
  readonly path?: string;
  readonly git?: string;
  readonly registry?: string;
  /**
   * Whether it is `workspace = true`: the rest is in `[workspace.dependencies]`, under the alias.
   */
  readonly workspace: boolean;
  readonly optional: boolean;
  readonly features: readonly string[];
  readonly defaultFeatures: boolean;
}

/** The keys of the tables of each kind; cargo still reads those with `_` up to edition 2021. */
const tablesOfKind: readonly (readonly [string, CargoDependencyKind])[] = [
  ['dependencies', 'normal'],
  ['dev-dependencies', 'dev'],
  ['dev_dependencies', 'dev'],
  ['build-dependencies', 'build'],
  ['build_dependencies', 'build'],
];

/**
 * All dependencies of a package, of every kind and for every target, in file order within each
 * kind.
 *
 * @throws Pyo3Error `manifest-invalid` for a table or an entry that cargo would reject.
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

/** The dependencies of one table whose keys are aliases; `path` is its position, for messages. */
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
 * Resolves a `workspace = true` dependency (Cargo reference, "Inheriting a dependency from a
 * workspace"): everything comes from the workspace's entry, `optional` from the member, features
 * from both. Any other dependency is returned unchanged, and so is one that the workspace does not
 * have.
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
    // A member cannot disable default features that the workspace enables, only enable them again.
    defaultFeatures: origin.defaultFeatures || dependency.defaultFeatures,
  };
}

type ByAlias = ReadonlyMap<string, CargoDependency>;

/** Cached per list, because a member looks up each of its dependencies. */
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
  const bare = { alias, name: alias, workspace: false, optional: false, defaultFeatures: true };
  if (typeof value === 'string') return { ...bare, version: value, features: [] };
  if (!isTable(value)) throw notADependency(source, alias, value, path);
  return {
    ...bare,
    name: stringField(value, 'package') ?? alias,
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

/** Absent means enabled, except with `workspace = true`, where the workspace's entry decides. */
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
    `The dependency "${alias}" must be a version requirement or a table, but it is ${typeName(value)}.`,
    `Write ${alias} = "1.0" or ${alias} = { path = "../${alias}" }.`,
  );
}

function typeName(value: TomlValue): string {
  if (isArray(value)) return 'an array';
  return value instanceof Date ? 'a date' : `a ${typeof value}`;
}

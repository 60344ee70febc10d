/**
 * The read model of a uv.lock: which distributions were chosen for the workspace, for every platform
 * and Python version at once.
 */
import { entriesOf, isArray, stringField, tableField, tablesField } from '../../toml/fields.ts';
import { isTable, parseTomlDocument, type TomlTable } from '../../toml/parse.ts';

/** One `[[package]]`. */
export interface LockedDistribution {
  /** `name@version`, or the name alone where the version is dynamic and not recorded. */
  readonly id: string;
  /** Normalised (PEP 503). */
  readonly name: string;
  readonly version?: string;
  /** Folder of a package of the repository (`editable`, `virtual` or `directory`), as written. */
  readonly folder?: string;
  /** Hashes of its archives, or its source where there are none; in the order of the lock. */
  readonly origin: readonly string[];
  /** Ids, of whatever extra or marker. */
  readonly dependencies: readonly string[];
  /** Ids of what its dependency groups name (PEP 735): installed for itself, never for its users. */
  readonly grouped: readonly string[];
}

export interface UvLock {
  readonly file: string;
  /** Ids of what the groups of a root without `[project]` name. */
  readonly grouped: readonly string[];
  readonly distributions: readonly LockedDistribution[];
}

interface Entry extends Omit<LockedDistribution, 'dependencies' | 'grouped'> {
  readonly references: readonly TomlTable[];
  readonly groupReferences: readonly TomlTable[];
}

/**
 * What a uv.lock says. Entries without a name are left out.
 *
 * @throws Pyo3Error `toml-syntax`.
 */
export function readUvLock(text: string, file: string): UvLock {
  const root = parseTomlDocument(text, file);
  const entries = tablesField(root, 'package').flatMap(readEntry);
  const ids = idsByName(entries);
  const idsOf = (references: readonly TomlTable[]) => [
    ...new Set(references.flatMap((table) => referencedIds(table, ids))),
  ];
  const rootGroups = tableField(tableField(root, 'manifest'), 'dependency-groups');
  return {
    file,
    grouped: idsOf(groupedReferences(rootGroups)),
    distributions: entries.map(({ references, groupReferences, ...entry }) => ({
      ...entry,
      dependencies: idsOf(references),
      grouped: idsOf(groupReferences),
    })),
  };
}

function readEntry(table: TomlTable): readonly Entry[] {
  const name = stringField(table, 'name');
  if (name === undefined) return [];
  const version = stringField(table, 'version');
  const source = tableField(table, 'source');
  return [
    {
      id: distributionId(name, version),
      name,
      version,
      folder:
        stringField(source, 'editable') ??
        stringField(source, 'virtual') ??
        stringField(source, 'directory'),
      origin: originOf(table, source),
      references: [
        ...tablesField(table, 'dependencies'),
        ...groupedReferences(tableField(table, 'optional-dependencies')),
      ],
      groupReferences: groupedReferences(tableField(table, 'dev-dependencies')),
    },
  ];
}

function distributionId(name: string, version: string | undefined): string {
  return version === undefined ? name : `${name}@${version}`;
}

function originOf(table: TomlTable, source: TomlTable | undefined): readonly string[] {
  const sdist = tableField(table, 'sdist');
  const archives = [...(sdist === undefined ? [] : [sdist]), ...tablesField(table, 'wheels')];
  const hashes = archives.flatMap((archive) => stringField(archive, 'hash') ?? []);
  return hashes.length > 0
    ? hashes
    : entriesOf(source).flatMap(([kind, value]) =>
        typeof value === 'string' ? [`${kind}+${value}`] : [],
      );
}

function groupedReferences(groups: TomlTable | undefined): readonly TomlTable[] {
  return entriesOf(groups).flatMap(([, group]) => (isArray(group) ? group.filter(isTable) : []));
}

function idsByName(entries: readonly Entry[]): ReadonlyMap<string, readonly string[]> {
  const ids = new Map<string, readonly string[]>();
  for (const { name, id } of entries) ids.set(name, [...(ids.get(name) ?? []), id]);
  return ids;
}

/** A reference names a version only where the lock has several of the name. */
function referencedIds(
  reference: TomlTable,
  ids: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const name = stringField(reference, 'name') ?? '';
  const version = stringField(reference, 'version');
  const known = ids.get(name) ?? [];
  const exact = known.filter((id) => id === distributionId(name, version));
  return exact.length > 0 ? exact : known;
}

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
  const known = knownIds(entries);
  const idsOf = (references: readonly TomlTable[]) => [
    ...new Set(references.flatMap((table) => referencedId(table, known) ?? [])),
  ];
  const rootGroups = tableField(tableField(root, 'manifest'), 'dependency-groups');
  return {
    file,
    grouped: idsOf(groupedReferences(rootGroups)),
    distributions: entries.map(({ references, groupReferences, ...entry }) => ({
      ...entry,
      dependencies: [...new Set([...idsOf(references), ...nextOfName(entry, known)])],
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

interface KnownIds {
  readonly all: ReadonlySet<string>;
  /** By name, without doubles. */
  readonly byName: ReadonlyMap<string, readonly string[]>;
  /** Position of an id among those of its name. */
  readonly place: ReadonlyMap<string, number>;
  /** Names that some reference leaves open. */
  readonly ambiguous: ReadonlySet<string>;
}

function knownIds(entries: readonly Entry[]): KnownIds {
  const byName = new Map<string, string[]>();
  const place = new Map<string, number>();
  for (const { name, id } of entries) {
    const ids = byName.get(name);
    if (place.has(id)) continue;
    place.set(id, ids?.length ?? 0);
    if (ids === undefined) byName.set(name, [id]);
    else ids.push(id);
  }
  const all = new Set(place.keys());
  const references = entries.flatMap((one) => [...one.references, ...one.groupReferences]);
  const ambiguous = new Set(
    references
      .filter((reference) => !all.has(idOfReference(reference)))
      .map((reference) => stringField(reference, 'name') ?? ''),
  );
  return { all, byName, place, ambiguous };
}

function idOfReference(reference: TomlTable): string {
  return distributionId(stringField(reference, 'name') ?? '', stringField(reference, 'version'));
}

/**
 * A reference names a version only where the lock has several of the name. Where it has several and
 * the reference names none of them, uv refuses the lock, and all count: the first, which leads to the
 * others (see `nextOfName`), so that n such references to n packages don't make n² ids.
 */
function referencedId(reference: TomlTable, { all, byName }: KnownIds): string | undefined {
  const id = idOfReference(reference);
  return all.has(id) ? id : byName.get(stringField(reference, 'name') ?? '')?.[0];
}

/** The next package of the same name, where some reference is for all of them. */
function nextOfName(
  { name, id }: Pick<Entry, 'name' | 'id'>,
  { ambiguous, byName, place }: KnownIds,
): readonly string[] {
  if (!ambiguous.has(name)) return [];
  const next = byName.get(name)?.[(place.get(id) ?? 0) + 1];
  return next === undefined ? [] : [next];
}

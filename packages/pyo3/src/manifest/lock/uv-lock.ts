/**
 * The read model of a uv.lock: the distributions that are selected for the workspace, for all
 * platforms and Python versions at once.
 */
import { entriesOf, isArray, stringField, tableField, tablesField } from '../../toml/fields.ts';
import { isTable, parseTomlDocument, type TomlTable } from '../../toml/parse.ts';
import { requirePrintablePackages } from '../source/manifest-source.ts';

/** One `[[package]]`. */
export interface LockedDistribution {
  /** The id `name@version`, or only the name if the version is dynamic and not recorded. */
  readonly id: string;
  /** The normalized name (PEP 503). */
  readonly name: string;
  readonly version?: string;
  /**
   * The folder of a package of the repository (`editable`, `virtual` or `directory`), as written.
   */
  readonly folder?: string;
  /** The hashes of its archives, or its source if it has none; in the order of the lock file. */
  readonly origin: readonly string[];
  /** The ids of its dependencies, with any extra or marker. */
  readonly dependencies: readonly string[];
  /**
   * The ids of its dependency groups (PEP 735): they are installed for the package itself, never
   * for its dependents.
   */
  readonly grouped: readonly string[];
}

export interface UvLock {
  readonly file: string;
  /** The ids in the groups of a root without `[project] name`. */
  readonly grouped: readonly string[];
  readonly distributions: readonly LockedDistribution[];
}

interface Entry extends Omit<LockedDistribution, 'dependencies' | 'grouped'> {
  readonly references: readonly TomlTable[];
  readonly groupReferences: readonly TomlTable[];
}

/**
 * Parses a uv.lock. Entries without a name are skipped.
 *
 * @throws Pyo3Error `toml-syntax`, or `manifest-invalid` for a name with a control character.
 */
export function readUvLock(text: string, file: string): UvLock {
  const root = parseTomlDocument(text, file);
  const packages = tablesField(root, 'package');
  requirePrintablePackages(text, file, packages);
  const entries = packages.flatMap(readEntry);
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
  /** The packages by name, without duplicates. */
  readonly byName: ReadonlyMap<string, readonly string[]>;
  /** The position of an id among those of its name. */
  readonly position: ReadonlyMap<string, number>;
  /** The names that some reference leaves ambiguous. */
  readonly ambiguous: ReadonlySet<string>;
}

function knownIds(entries: readonly Entry[]): KnownIds {
  const byName = new Map<string, string[]>();
  const position = new Map<string, number>();
  for (const { name, id } of entries) {
    const ids = byName.get(name);
    if (position.has(id)) continue;
    position.set(id, ids?.length ?? 0);
    if (ids === undefined) byName.set(name, [id]);
    else ids.push(id);
  }
  const all = new Set(position.keys());
  const references = entries.flatMap((one) => [...one.references, ...one.groupReferences]);
  const ambiguous = new Set(
    references
      .filter((reference) => !all.has(idOfReference(reference)))
      .map((reference) => stringField(reference, 'name') ?? ''),
  );
  return { all, byName, position, ambiguous };
}

function idOfReference(reference: TomlTable): string {
  return distributionId(stringField(reference, 'name') ?? '', stringField(reference, 'version'));
}

/**
 * A reference has a version only if the lock file has several of the name. If it has several and
 * the reference matches none, uv rejects the lock file, and all of them count: the reference
 * resolves to the first, which leads to the others (see `nextOfName`), so that n such references to
 * n packages do not make n² ids.
 */
function referencedId(reference: TomlTable, { all, byName }: KnownIds): string | undefined {
  const id = idOfReference(reference);
  return all.has(id) ? id : byName.get(stringField(reference, 'name') ?? '')?.[0];
}

/** The next package of the same name, if some reference resolves to all of them. */
function nextOfName(
  { name, id }: Pick<Entry, 'name' | 'id'>,
  { ambiguous, byName, position }: KnownIds,
): readonly string[] {
  if (!ambiguous.has(name)) return [];
  const next = byName.get(name)?.[(position.get(id) ?? 0) + 1];
  return next === undefined ? [] : [next];
}

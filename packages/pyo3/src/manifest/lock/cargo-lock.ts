/**
 * The read model of a Cargo.lock (Cargo's lock file formats 1 to 4): the selected packages, and the
 * package that each dependency resolves to.
 */
import { stringField, stringsField, tableField, tablesField } from '../../toml/fields.ts';
import { parseTomlDocument, type TomlTable } from '../../toml/parse.ts';
import { requirePrintablePackages } from '../source/manifest-source.ts';

/** One `[[package]]`. */
export interface LockedCrate {
  /**
   * The id `name@version`, with the source appended if the lock file has that pair from two
   * sources.
   */
  readonly id: string;
  readonly name: string;
  readonly version: string;
  /** `registry+https://…`, `git+https://…#<commit>`; absent for a package of the repository. */
  readonly source?: string;
  /**
   * The SHA-256 of the package's archive; packages from registries have one, those from git or a
   * path do not.
   */
  readonly checksum?: string;
  /**
   * The ids of the packages that it depends on, of every dependency kind and for every platform.
   */
  readonly dependencies: readonly string[];
}

export interface CargoLock {
  readonly file: string;
  readonly crates: readonly LockedCrate[];
}

type Entry = Omit<LockedCrate, 'id'>;

/** The entries of each name, and of each `name@version`, in the order of the lock file. */
interface EntryIndex {
  readonly byName: ReadonlyMap<string, readonly Entry[]>;
  readonly byVersion: ReadonlyMap<string, readonly Entry[]>;
  /** The first entry for a reference that includes the source, with and without the commit. */
  readonly bySource: ReadonlyMap<string, Entry>;
}

/**
 * Parses a Cargo.lock. Entries without a name or a version are skipped.
 *
 * @throws Pyo3Error `toml-syntax`, or `manifest-invalid` for a name with a control character.
 */
export function readCargoLock(text: string, file: string): CargoLock {
  const root = parseTomlDocument(text, file);
  const metadata = tableField(root, 'metadata');
  const packages = tablesField(root, 'package');
  requirePrintablePackages(text, file, packages);
  const tables = [...packages, ...oldRoot(root)];
  const entries = tables.flatMap((table) => readEntry(table, metadata));
  const index = {
    byName: groupBy(entries, ({ name }) => name),
    byVersion: groupBy(entries, versioned),
    bySource: new Map(entries.flatMap(withSource).reverse()),
  };
  return { file, crates: entries.map((entry) => resolveEntry(entry, index)) };
}

/** Format 1 stored the root manifest's package in a separate `[root]` table. */
function oldRoot(root: TomlTable): readonly TomlTable[] {
  const table = tableField(root, 'root');
  return table === undefined ? [] : [table];
}

function readEntry(table: TomlTable, metadata: TomlTable | undefined): readonly Entry[] {
  const name = stringField(table, 'name');
  const version = stringField(table, 'version');
  if (name === undefined || version === undefined) return [];
  const source = stringField(table, 'source');
  // Formats 1 and 2 stored all checksums in one table, by the full id of the package.
  const oldKey = `checksum ${name} ${version} (${source ?? ''})`;
  const checksum = stringField(table, 'checksum') ?? stringField(metadata, oldKey);
  const dependencies = stringsField(table, 'dependencies');
  return [{ name, version, source, checksum, dependencies }];
}

function groupBy(
  entries: readonly Entry[],
  keyOf: (entry: Entry) => string,
): ReadonlyMap<string, readonly Entry[]> {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const key = keyOf(entry);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [entry]);
    else group.push(entry);
  }
  return groups;
}

function resolveEntry(entry: Entry, index: EntryIndex): LockedCrate {
  return {
    ...entry,
    id: lockedId(entry, index),
    dependencies: entry.dependencies.flatMap((reference) => {
      const found = findReferenced(reference, index);
      return found === undefined ? [] : [lockedId(found, index)];
    }),
  };
}

function versioned({ name, version }: Pick<Entry, 'name' | 'version'>): string {
  return `${name}@${version}`;
}

function lockedId(entry: Entry, { byVersion }: EntryIndex): string {
  const id = versioned(entry);
  const hasTwins = (byVersion.get(id)?.length ?? 0) > 1;
  return hasTwins && entry.source !== undefined ? `${id}#${entry.source}` : id;
}

/**
 * Matches `name`, `name version` or `name version (source)`: a reference contains as much as is
 * necessary to be unambiguous.
 */
function findReferenced(reference: string, index: EntryIndex): Entry | undefined {
  const [name = '', version, source] = reference.split(' ', 3);
  if (version === undefined) return index.byName.get(name)?.[0];
  const chosen = index.byVersion.get(versioned({ name, version })) ?? [];
  if (source === undefined) return chosen[0];
  return index.bySource.get(`${versioned({ name, version })} ${source.slice(1, -1)}`) ?? chosen[0];
}

/** Before format 4, a reference omits the commit at the end of the entry's own `source`. */
function withSource(entry: Entry): readonly (readonly [string, Entry])[] {
  const { source } = entry;
  if (source === undefined) return [];
  const commit = source.indexOf('#');
  const forms = commit === -1 ? [source] : [source, source.slice(0, commit)];
  return forms.map((form) => [`${versioned(entry)} ${form}`, entry] as const);
}

/** The entries of a lock file by id; cached per lock file. */
export function cratesById(lock: CargoLock): ReadonlyMap<string, LockedCrate> {
  return indexOf(lock).byId;
}

/** The entries of a name, including the repository's own packages. */
export function cratesNamed(name: string, lock: CargoLock): readonly LockedCrate[] {
  return indexOf(lock).byName.get(name) ?? [];
}

/**
 * The ids of everything that is reachable from `from` in the lock file, sorted; `from` itself is
 * included only if a cycle leads back to it.
 *
 * @param from ids of packages; unknown ones reach nothing.
 */
export function lockedClosure(lock: CargoLock, from: readonly string[]): readonly string[] {
  const { byId } = indexOf(lock);
  const reached = new Set<string>();
  const waiting = [...from];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    for (const next of byId.get(id)?.dependencies ?? []) {
      if (reached.has(next)) continue;
      reached.add(next);
      waiting.push(next);
    }
  }
  return [...reached].sort();
}

interface Index {
  readonly byId: ReadonlyMap<string, LockedCrate>;
  readonly byName: ReadonlyMap<string, readonly LockedCrate[]>;
}

const indexes = new WeakMap<CargoLock, Index>();

function indexOf(lock: CargoLock): Index {
  const known = indexes.get(lock);
  if (known !== undefined) return known;
  const byName = new Map<string, LockedCrate[]>();
  for (const crate of lock.crates) {
    const named = byName.get(crate.name);
    if (named === undefined) byName.set(crate.name, [crate]);
    else named.push(crate);
  }
  const byId = new Map(lock.crates.map((crate) => [crate.id, crate]));
  const index = { byId, byName };
  indexes.set(lock, index);
  return index;
}

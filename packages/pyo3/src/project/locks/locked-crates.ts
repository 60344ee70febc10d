/**
 * Which crates of others decide what rustc makes of a project, by the Cargo.lock that cargo uses for
 * it.
 */
import { createHash } from 'node:crypto';
import {
  cratesById,
  cratesNamed,
  lockedClosure,
  type CargoLock,
} from '../../manifest/lock/cargo-lock.ts';
import type { CargoDependency } from '../../manifest/cargo/cargo-dependency.ts';
import type { CrateNeeds } from '../crate/crate-needs.ts';
import { isForeign, originOfCrate } from './external-package.ts';
import { getOrMake, rememberedPer } from '../folder/remembered-per.ts';

export interface Compiled {
  /** The crates that are compiled for themselves. */
  readonly own: readonly CrateNeeds[];
  /** The other crates of the repository in their closure. */
  readonly others: readonly CrateNeeds[];
  /** Whether the tests of the own crates are compiled, with their dev-dependencies. */
  readonly tests: boolean;
}

/**
 * Ids of the locked packages that the crates depend on directly, sorted; the crates themselves not
 * among them. The lock lists the dependencies of a package of the repository without their kind, so
 * those that only its tests need are left out by its manifest; a crate of others has no
 * dev-dependencies in a lock.
 *
 * `undefined` when the lock is older than the manifests: cargo is going to change it.
 */
export function lockedDependencies(
  { own, others, tests }: Compiled,
  lock: CargoLock,
): readonly string[] | undefined {
  const crates = cratesById(lock);
  const ofRepository = new Set([...own, ...others].map(({ name }) => name));
  const found = new Set<string>();
  for (const crate of [...own, ...others]) {
    const locked = lockedFor(crate, lock, tests && own.includes(crate));
    if (locked === undefined) return undefined;
    for (const id of locked) {
      const dependency = crates.get(id);
      if (dependency === undefined) continue;
      if (isForeign(dependency) || !ofRepository.has(dependency.name)) found.add(id);
    }
  }
  return [...found].sort();
}

/**
 * One text for each of the packages, with a digest of what it reaches; one for all of them where that
 * would be more than a million steps, as no lock of cargo's own making asks for.
 */
export function digestsOfClosures(ids: readonly string[], lock: CargoLock): readonly string[] {
  return ids.length * lock.crates.length > 1_000_000
    ? [digestOf([...ids, ...lockedClosure(lock, ids)], lock)]
    : ids.map((id) => `${id} ${digestOfClosure(id, lock)}`);
}

/**
 * A digest of a locked package and of all that it reaches: ids with checksums or commits. Made once
 * for each package of a lock, since each is reached by many projects.
 */
export function digestOfClosure(id: string, lock: CargoLock): string {
  const known = digests.get(lock)?.get(id);
  if (known !== undefined) return known;
  const digest = digestOf([id, ...lockedClosure(lock, [id])], lock);
  const ofLock = digests.get(lock) ?? new Map<string, string>();
  digests.set(lock, ofLock.set(id, digest));
  return digest;
}

function digestOf(ids: readonly string[], lock: CargoLock): string {
  const crates = cratesById(lock);
  const lines = ids.map((id) => {
    const crate = crates.get(id);
    return `${id} ${crate === undefined ? '' : originOfCrate(crate)}`;
  });
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}

const digests = new WeakMap<CargoLock, Map<string, string>>();

/** Crates by which build scripts start a C compiler, or ask for a library that one has compiled. */
const cBuilders: ReadonlySet<string> = new Set([
  ...['cc', 'cmake', 'bindgen', 'pkg-config', 'system-deps', 'vcpkg', 'autotools', 'meson'],
  ...['cxx-build', 'autocxx-build', 'nasm-rs', 'gcc'],
]);

export function isCBuilder(name: string): boolean {
  return cBuilders.has(name);
}

/** Whether C takes part in the build of a locked package or of one that it reaches. */
export function reachesCBuilder(id: string, lock: CargoLock): boolean {
  return reachingBuilders(lock).has(id);
}

/** Followed backwards from the builders, so that each package of the lock is looked at once. */
const reachingBuilders = rememberedPer((lock: CargoLock): ReadonlySet<string> => {
  const dependents = new Map<string, string[]>();
  for (const { id, dependencies } of lock.crates) {
    for (const dependency of dependencies) {
      const known = dependents.get(dependency);
      if (known === undefined) dependents.set(dependency, [id]);
      else known.push(id);
    }
  }
  const found = new Set<string>();
  const waiting = lock.crates.filter(({ name }) => isCBuilder(name)).map(({ id }) => id);
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    for (const dependent of dependents.get(id) ?? []) waiting.push(dependent);
  }
  return found;
});

/** `directlyLocked`, once for each crate of one look at the repository. */
function lockedFor(crate: CrateNeeds, lock: CargoLock, tests: boolean) {
  const known = lockedOf(crate)[tests ? 'tests' : 'library'];
  return getOrMake(known, lock, () => ({ ids: directlyLocked(crate, lock, tests) })).ids;
}

interface LockedIds {
  readonly ids: readonly string[] | undefined;
}

const lockedOf = rememberedPer((_crate: CrateNeeds) => ({
  library: new Map<CargoLock, LockedIds>(),
  tests: new Map<CargoLock, LockedIds>(),
}));

/** Ids of what one crate depends on itself, foreign or not; `undefined` as for `lockedCrates`. */
export function directlyLocked(
  { name, dependencies }: CrateNeeds,
  lock: CargoLock,
  tests: boolean,
): readonly string[] | undefined {
  const entries = cratesNamed(name, lock).filter((crate) => !isForeign(crate));
  if (entries.length === 0) return undefined;
  const locked = entries.flatMap((entry) => entry.dependencies);
  const needed = dependencies.filter(({ kind }) => tests || kind !== 'dev');
  const names = new Set(needed.map((dependency) => dependency.name));
  const found = locked.filter((id) => names.has(nameIn(id)));
  const foundNames = new Set([...found.map(nameIn), name]);
  const isMissing = ({ optional, name: needs }: CargoDependency) =>
    // Cargo locks no optional dependencies of a package that is no member of the workspace.
    !optional && !foundNames.has(needs);
  return needed.some(isMissing) ? undefined : found;
}

function nameIn(id: string): string {
  return id.slice(0, id.indexOf('@'));
}

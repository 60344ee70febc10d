/**
 * Which crates of others decide what rustc makes of a project, by the Cargo.lock that cargo uses for
 * it.
 */
import { cratesById, lockedClosure, type CargoLock } from '../manifest/cargo-lock.ts';
import type { CargoDependency } from '../manifest/cargo-dependency.ts';
import type { CrateNeeds } from './crate-needs.ts';
import { isForeign } from './external-package.ts';

export interface Compiled {
  /** The crates that are compiled for themselves. */
  readonly own: readonly CrateNeeds[];
  /** The other crates of the repository in their closure. */
  readonly others: readonly CrateNeeds[];
  /** Whether the tests of the own crates are compiled, with their dev-dependencies. */
  readonly tests: boolean;
}

/**
 * Ids of the locked crates that are compiled, sorted. The lock lists the dependencies of a package of
 * the repository without their kind, so those that only its tests need are left out by its manifest;
 * a crate of others has no dev-dependencies in a lock.
 *
 * `undefined` when the lock is older than the manifests: cargo is going to change it.
 */
export function lockedCrates(
  { own, others, tests }: Compiled,
  lock: CargoLock,
): readonly string[] | undefined {
  const ofRepository = new Set([...own, ...others].map(({ name }) => name));
  const starts = new Set<string>();
  for (const crate of [...own, ...others]) {
    const withTests = tests && own.includes(crate);
    const locked = directlyLocked(crate, lock, withTests);
    if (locked === undefined) return undefined;
    for (const id of locked) {
      const isOwn = isPackageOfRepository(id, lock);
      if (!isOwn || !ofRepository.has(nameIn(id))) starts.add(id);
    }
  }
  const crates = cratesById(lock);
  const reached = new Set([...starts, ...lockedClosure(lock, [...starts])]);
  return [...reached]
    .filter((id) => {
      const crate = crates.get(id);
      return crate !== undefined && isForeign(crate);
    })
    .sort();
}

/** Ids of what one crate depends on itself, foreign or not; `undefined` as for `lockedCrates`. */
export function directlyLocked(
  { name, dependencies }: CrateNeeds,
  lock: CargoLock,
  tests: boolean,
): readonly string[] | undefined {
  const entries = lock.crates.filter((crate) => crate.name === name && !isForeign(crate));
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

function isPackageOfRepository(id: string, lock: CargoLock): boolean {
  const crate = cratesById(lock).get(id);
  return crate !== undefined && !isForeign(crate);
}

function nameIn(id: string): string {
  return id.slice(0, id.indexOf('@'));
}

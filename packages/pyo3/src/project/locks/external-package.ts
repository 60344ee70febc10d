/**
 * Packages of others as nodes of the graph, by the lock files of the repository.
 */
import { withoutUserinfo } from '../../diagnostics/render.ts';
import type { CargoLock, LockedCrate } from '../../manifest/lock/cargo-lock.ts';
import type { LockedDistribution, UvLock } from '../../manifest/lock/uv-lock.ts';
import { getOrMake } from '../folder/remembered-per.ts';

export interface ExternalPackage {
  /** Key in the graph: `cargo:serde@1.0.219`, `pypi:numpy@2.3.0`. */
  readonly key: string;
  readonly type: 'cargo' | 'pypi';
  readonly packageName: string;
  /** Empty where a lock records none. */
  readonly version: string;
  /** What tells two packages of one name and version apart: checksums, or the commit of a source. */
  readonly hash: string;
  /** Keys. */
  readonly dependencies: readonly string[];
}

export function crateKey(id: string): string {
  return `cargo:${withoutUserinfo(id)}`;
}

export function distributionKey(id: string): string {
  return `pypi:${id}`;
}

/** Checksum of a crate from a registry, source with the commit of one from git, without a password. */
export function originOfCrate({ checksum, source }: LockedCrate): string {
  return checksum ?? withoutUserinfo(source ?? '');
}

/** True for a crate that is no package of the repository. */
export function isForeign({ source }: LockedCrate): boolean {
  return source !== undefined;
}

/**
 * All packages of all locks, sorted by key. Where two locks have one version of a package from two
 * origins, the node stands for both.
 */
export function externalPackages(
  cargoLocks: readonly CargoLock[],
  uvLocks: readonly UvLock[],
): readonly ExternalPackage[] {
  const packages = new Map<string, ExternalPackage[]>();
  for (const found of [...cargoLocks.flatMap(cratesOf), ...uvLocks.flatMap(distributionsOf)]) {
    getOrMake(packages, found.key, () => []).push(found);
  }
  return [...packages.values()]
    .flatMap(([first, ...others]) => (first === undefined ? [] : [merge(first, others)]))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

function cratesOf(lock: CargoLock): readonly ExternalPackage[] {
  const foreign = new Set(lock.crates.filter(isForeign).map(({ id }) => id));
  return lock.crates.filter(isForeign).map((crate) => ({
    key: crateKey(crate.id),
    type: 'cargo',
    packageName: crate.name,
    version: crate.version,
    hash: originOfCrate(crate),
    dependencies: crate.dependencies.filter((id) => foreign.has(id)).map(crateKey),
  }));
}

function distributionsOf(lock: UvLock): readonly ExternalPackage[] {
  const isOthers = ({ folder }: LockedDistribution) => folder === undefined;
  const others = new Set(lock.distributions.filter(isOthers).map(({ id }) => id));
  return lock.distributions.filter(isOthers).map((distribution) => ({
    key: distributionKey(distribution.id),
    type: 'pypi',
    packageName: distribution.name,
    version: distribution.version ?? '',
    hash: withoutUserinfo(distribution.origin.join(' ')),
    dependencies: distribution.dependencies.filter((id) => others.has(id)).map(distributionKey),
  }));
}

function merge(first: ExternalPackage, others: readonly ExternalPackage[]): ExternalPackage {
  if (others.length === 0) return first;
  const all = [first, ...others];
  return {
    ...first,
    hash: [...new Set(all.map(({ hash }) => hash))].sort().join(' '),
    dependencies: [...new Set(all.flatMap(({ dependencies }) => dependencies))].sort(),
  };
}

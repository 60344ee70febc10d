/**
 * Which distributions of others an environment has for a project, by the uv.lock around it.
 */
import type { LockedDistribution, UvLock } from '../../manifest/lock/uv-lock.ts';
import { parseRequirement } from '../../python/requirement.ts';
import { uvLockOf } from '../folder/lock-files.ts';
import type { Manifests } from '../folder/manifests.ts';
import { requirementsOf } from '../edges/python-edges.ts';
import { rememberedPer } from '../folder/remembered-per.ts';
import { enclosingFolders, folderOf, resolvePath } from '../folder/workspace-path.ts';

export interface LockOfProject {
  readonly lock: UvLock;
  readonly entry: LockedDistribution;
}

/** The innermost uv.lock that has a package for the folder. One that cannot be read is passed by. */
export function findUvLock(folder: string, manifests: Manifests): LockOfProject | undefined {
  for (const ancestor of enclosingFolders(folder)) {
    const lock = readable(() => uvLockOf(ancestor, manifests));
    const entry = lock && entriesOf(lock).get(folder);
    if (lock !== undefined && entry !== undefined) return { lock, entry };
  }
  return undefined;
}

/**
 * The distributions that are installed for a project and its tests, sorted by id: dependencies,
 * extras and groups of its own, the groups of the workspace's root, and what all these depend on.
 */
export function lockedDistributions({ lock, entry }: LockOfProject): readonly LockedDistribution[] {
  const byId = indexOf(lock);
  const root = lock.distributions.find(({ folder }) => folder === '.');
  const reached = new Set([
    ...entry.dependencies,
    ...entry.grouped,
    ...(root?.grouped ?? []),
    ...lock.grouped,
  ]);
  // A set that grows while it is walked visits what was added.
  for (const id of reached) for (const next of byId.get(id)?.dependencies ?? []) reached.add(next);
  return [...reached]
    .sort()
    .map((id) => byId.get(id))
    .filter((found) => found !== undefined)
    .filter(({ folder }) => folder === undefined);
}

/** True when the pyproject.toml of a folder needs what its lock does not have: uv will change it. */
export function isOutdated(
  folder: string,
  { lock, entry }: LockOfProject,
  manifests: Manifests,
): boolean {
  const pyproject = manifests.pyproject(folder);
  if (pyproject === undefined) return false;
  const byId = indexOf(lock);
  const locked = new Set([...entry.dependencies, ...entry.grouped].map((id) => byId.get(id)?.name));
  return requirementsOf(pyproject).some(({ text, kind }) => {
    const name = kind === 'python-build' ? undefined : parseRequirement(text)?.normalizedName;
    return name !== undefined && name !== entry.name && !locked.has(name);
  });
}

const indexOf = rememberedPer(
  ({ distributions }: UvLock): ReadonlyMap<string, LockedDistribution> =>
    new Map(distributions.map((distribution) => [distribution.id, distribution])),
);

/** The first entry for each folder of the repository. */
const entriesOf = rememberedPer(
  ({ distributions, file }: UvLock): ReadonlyMap<string | undefined, LockedDistribution> =>
    new Map(
      [...distributions]
        .reverse()
        .filter(({ folder }) => folder !== undefined)
        .map((one) => [resolvePath(folderOf(file), one.folder ?? ''), one]),
    ),
);

function readable<T>(read: () => T | undefined): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

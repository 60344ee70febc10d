/**
 * What has to be installed for a project beside the projects of the repository.
 */
import { groupRequirements } from '../manifest/pyproject/dependency-group.ts';
import type { LockedDistribution } from '../manifest/lock/uv-lock.ts';
import {
  extraRequirements,
  installedGroups,
  type InstalledGroups,
} from '../manifest/pyproject/installed-groups.ts';
import type { Pyproject } from '../manifest/pyproject/pyproject.ts';
import type { LockOfProject } from '../project/reads/locked-distributions.ts';
import { isDistributionName, normalizeDistributionName } from '../python/distribution-name.ts';
import { isFalse, type KnownPython } from '../python/marker.ts';
import { parseRequirement } from '../python/requirement.ts';
import { parsePythonVersion } from '../python/version.ts';

/** The pyproject.toml of the repository's distribution of this normalised name, if it has one. */
export type RepositoryDistribution = (normalizedName: string) => Pyproject | undefined;

export interface ProjectRequirements {
  /** For an installer (PEP 508), as written. */
  readonly ofOthers: readonly string[];
  /** Normalised names of projects of the repository: never taken from an index. */
  readonly ofRepository: readonly string[];
}

/**
 * Dependencies of a project with the groups and extras that its environment has. An extra of a project
 * of the repository is replaced by what it stands for.
 *
 * @param python of the environment, for markers.
 */
export function projectRequirements(
  pyproject: Pyproject,
  repository: RepositoryDistribution,
  installed: InstalledGroups = installedGroups(pyproject),
  python?: KnownPython,
): ProjectRequirements {
  const self = normalizeDistributionName(pyproject.project?.name ?? '');
  const ofOthers = new Set<string>();
  const ofRepository = new Set<string>();
  const extras = new Set<string>();
  const add = (text: string) => {
    const requirement = parseRequirement(text);
    if (isFalse(requirement?.marker, python)) return;
    const name = requirement?.normalizedName ?? '';
    const own = name === self ? pyproject : repository(name);
    if (requirement === undefined || own === undefined) {
      ofOthers.add(text);
      return;
    }
    if (name !== self) ofRepository.add(name);
    for (const extra of requirement.extras.map(normalizeDistributionName)) {
      const key = `${name}[${extra}]`;
      if (extras.has(key)) continue;
      extras.add(key);
      for (const one of [...extraRequirements(own, extra)].reverse()) waiting.push(one);
    }
  };
  const waiting = [
    ...(pyproject.project?.dependencies ?? []),
    ...installed.groups.flatMap((group) => groupRequirements(pyproject, group)),
    ...pyproject.uv.devDependencies,
    ...installed.extras.flatMap((extra) => extraRequirements(pyproject, extra)),
  ].reverse();
  // By a list and not by recursion, since each extra may name the next.
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) add(next);
  return { ofOthers: [...ofOthers], ofRepository: [...ofRepository].sort() };
}

/**
 * `name==version` of what a uv.lock chose, for an installer that cannot read it. Names with several
 * versions are left out: which of them is right is a matter of markers. So is what is not a name or a
 * version: it would be another line of the file.
 */
export function lockedVersions(distributions: readonly LockedDistribution[]): readonly string[] {
  const versions = new Map<string, Set<string>>();
  for (const { name, version } of distributions) {
    if (version === undefined || !isDistributionName(name) || !isVersion(version)) continue;
    versions.set(name, (versions.get(name) ?? new Set()).add(version));
  }
  return [...versions]
    .filter(([, known]) => known.size === 1)
    .map(([name, known]) => `${name}==${[...known].join('')}`);
}

function isVersion(text: string): boolean {
  return !/\s/.test(text) && parsePythonVersion(text) !== undefined;
}

/** Names of the packages that a lock takes from folders: they are the repository's. */
export function lockedFolders({ lock }: LockOfProject): readonly string[] {
  return lock.distributions.filter(({ folder }) => folder !== undefined).map(({ name }) => name);
}

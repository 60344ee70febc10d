/**
 * Edges that pyproject.toml files say, by distribution name (PEP 503) or by the path of a uv source.
 */
import type { Pyproject } from '../../manifest/pyproject/pyproject.ts';
import type { UvSource } from '../../manifest/pyproject/uv-settings.ts';
import { normalizeDistributionName } from '../../python/distribution-name.ts';
import { isFalse } from '../../python/marker.ts';
import { parseRequirement, type Requirement } from '../../python/requirement.ts';
import type { Manifests } from '../folder/manifests.ts';
import type { EdgeKind } from './project-edge.ts';
import { getOrMake } from '../folder/remembered-per.ts';
import { knownPython } from '../distribution/known-python.ts';
import { findUvRoot, isUvMember } from '../distribution/uv-workspace.ts';
import { resolvePath } from '../folder/workspace-path.ts';

export interface DistributionUse {
  /** Folder of the project that is used. */
  readonly target: string;
  readonly kind: EdgeKind;
  /** True where the marker of the requirement is false (see `ProjectEdge`). */
  readonly unneeded?: true;
}

/** Roots of the projects that have a distribution name; more than one is unusual but possible. */
export type RootsByDistribution = ReadonlyMap<string, readonly string[]>;

/**
 * The projects whose distributions the pyproject.toml of a folder names: dependencies, extras,
 * dependency groups (PEP 735), `[build-system] requires`, uv's `dev-dependencies`.
 *
 * A uv source that leads to git, a URL or an index says that it is not this repository's.
 */
export function distributionsUsedBy(
  folder: string,
  roots: RootsByDistribution,
  manifests: Manifests,
): readonly DistributionUse[] {
  const pyproject = manifests.pyproject(folder);
  if (pyproject === undefined) return [];
  const sourcesOf = uvSources(folder, pyproject, manifests);
  const python = () => knownPython(folder, manifests.reader);
  return requirementsOf(pyproject).flatMap(({ text, kind }) => {
    const requirement = parseRequirement(text);
    if (requirement === undefined) return [];
    const unneeded = isFalse(requirement.marker, python()) ? ({ unneeded: true } as const) : {};
    const byName = roots.get(requirement.normalizedName) ?? [];
    // An extra of itself, as `all = ["pkg[fast]"]` has.
    if (byName.includes(folder)) return [];
    const targets = targetsOf(requirement, sourcesOf(requirement.normalizedName), byName);
    return targets
      .filter((target) => target !== folder)
      .map((target) => ({ target, kind, ...unneeded }));
  });
}

export interface NamedRequirement {
  readonly text: string;
  readonly kind: EdgeKind;
}

/** What a pyproject.toml requires of others, as text, with where it says so. */
export function requirementsOf(pyproject: Pyproject): readonly NamedRequirement[] {
  const { project, dependencyGroups, uv, buildSystem } = pyproject;
  const of = (kind: EdgeKind, texts: readonly string[]) => texts.map((text) => ({ text, kind }));
  const groups = Object.values(dependencyGroups).flat();
  return [
    ...of('python-dependency', project?.dependencies ?? []),
    ...of('python-extra', Object.values(project?.optionalDependencies ?? {}).flat()),
    ...of('python-group', [
      ...groups.filter((entry) => typeof entry === 'string'),
      ...uv.devDependencies,
    ]),
    ...of('python-build', buildSystem?.requires ?? []),
  ];
}

/** Where a distribution comes from; a folder, when the source is a path. */
interface Origin extends UvSource {
  readonly folder?: string;
}

/** uv: the sources of the project itself, and for names that it does not have those of the workspace. */
function uvSources(
  folder: string,
  pyproject: Pyproject,
  manifests: Manifests,
): (name: string) => Origins | undefined {
  const root = findUvRoot(folder, manifests);
  const inherited = root === undefined ? [] : originsOf(root.folder, root.pyproject);
  const origins = new Map([...inherited, ...originsOf(folder, pyproject)]);
  const members = new Map<string, boolean>();
  // A list of dependencies may name one distribution many times, and a list of members be long.
  const isMember = (other: string) =>
    root !== undefined && getOrMake(members, other, () => isUvMember(other, root));
  return (name) => {
    const list = origins.get(name);
    return list && { list, isMember };
  };
}

interface Origins {
  readonly list: readonly Origin[];
  /** Whether a folder is in the uv workspace that `workspace = true` is about. */
  readonly isMember: (folder: string) => boolean;
}

function originsOf(
  folder: string,
  pyproject: Pyproject,
): readonly (readonly [string, readonly Origin[]])[] {
  const ofPoetry = Object.entries(pyproject.poetryPaths).map(
    ([name, path]): readonly [string, readonly UvSource[]] => [name, [{ path }]],
  );
  return [...ofPoetry, ...Object.entries(pyproject.uv.sources)].map(([name, sources]) => [
    normalizeDistributionName(name),
    sources.map((source) => ({
      ...source,
      folder: source.path === undefined ? undefined : resolvePath(folder, source.path),
    })),
  ]);
}

/** A uv source decides, then a URL of the requirement itself (PEP 508), then the name alone. */
function targetsOf(
  { url }: Requirement,
  origins: Origins | undefined,
  byName: readonly string[],
): readonly string[] {
  if (origins === undefined) return url !== undefined && isRemote(url) ? [] : byName;
  const { list, isMember } = origins;
  const paths = list.map(({ folder }) => folder).filter((folder) => folder !== undefined);
  if (paths.length > 0) return paths;
  if (list.some(({ workspace }) => workspace === true)) {
    const members = byName.filter(isMember);
    return members.length > 0 ? members : byName;
  }
  const isElsewhere =
    list.length > 0 && list.every(({ git, url: archive, index }) => git ?? archive ?? index);
  return isElsewhere ? [] : byName;
}

function isRemote(url: string): boolean {
  return /^[a-z][a-z0-9.-]*(\+[a-z]+)?:\/\//i.test(url) && !url.toLowerCase().startsWith('file:');
}

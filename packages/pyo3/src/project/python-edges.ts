/**
 * Edges that pyproject.toml files say, by distribution name (PEP 503) or by the path of a uv source.
 */
import type { Pyproject } from '../manifest/pyproject.ts';
import type { UvSource } from '../manifest/uv-settings.ts';
import { normalizeDistributionName } from '../python/distribution-name.ts';
import { parseRequirement } from '../python/requirement.ts';
import type { Manifests } from './manifests.ts';
import type { EdgeKind } from './project-edge.ts';
import { findUvRoot } from './uv-workspace.ts';
import { resolvePath } from './workspace-path.ts';

export interface DistributionUse {
  /** Folder of the project that is used. */
  readonly target: string;
  readonly kind: EdgeKind;
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
  return requirementsOf(pyproject).flatMap(({ text, kind }) => {
    const name = parseRequirement(text)?.normalizedName;
    if (name === undefined) return [];
    const targets = targetsOf(sourcesOf(name), roots.get(name) ?? []);
    return targets.filter((target) => target !== folder).map((target) => ({ target, kind }));
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
): (name: string) => readonly Origin[] {
  const root = findUvRoot(folder, manifests);
  const inherited = root === undefined ? [] : originsOf(root.folder, root.pyproject);
  const origins = new Map([...inherited, ...originsOf(folder, pyproject)]);
  return (name) => origins.get(name) ?? [];
}

function originsOf(
  folder: string,
  pyproject: Pyproject,
): readonly (readonly [string, readonly Origin[]])[] {
  return Object.entries(pyproject.uv.sources).map(([name, sources]) => [
    normalizeDistributionName(name),
    sources.map((source) => ({
      ...source,
      folder: source.path === undefined ? undefined : resolvePath(folder, source.path),
    })),
  ]);
}

function targetsOf(origins: readonly Origin[], byName: readonly string[]): readonly string[] {
  const paths = origins.map(({ folder }) => folder).filter((folder) => folder !== undefined);
  if (paths.length > 0) return paths;
  const isElsewhere =
    origins.length > 0 &&
    origins.every(({ git, url, index }) => (git ?? url ?? index) !== undefined);
  return isElsewhere ? [] : byName;
}

import { isSameCollection, isSameData } from '../../files/memo.ts';
import { cratesUsedBy } from './cargo-edges.ts';
import type { Manifests } from '../folder/manifests.ts';
import { comparePaths } from '../detect/names.ts';
import type { ProjectEdge } from './project-edge.ts';
import { cratesOf, type Pyo3Project } from '../folder/pyo3-project.ts';
import { distributionsUsedBy, type RootsByDistribution } from './python-edges.ts';
import { getOrMake } from '../folder/remembered-per.ts';
import { childPath, isInside } from '../folder/workspace-path.ts';

export interface DependencyEdges {
  readonly edges: readonly ProjectEdge[];
  readonly looseCrates: readonly string[];
}

/**
 * What each project uses, without doubles. A crate that is no project (the user excluded it) is
 * followed as if it were one, so that what it uses in turn is not lost.
 *
 * @param broken roots of projects that cannot be read: they can be used, but use nothing.
 */
export function dependencyEdges(
  projects: readonly Pyo3Project[],
  broken: readonly string[],
  manifests: Manifests,
): DependencyEdges {
  const { memo } = manifests;
  const last = <T extends Iterable<unknown>>(kind: string, value: T): T =>
    memo.get(kind, '.', [value], () => value, isSameCollection);
  const owners = last('owners', crateOwners(projects, broken));
  const distributions = last('distributions', rootsByDistribution(projects));
  const known = new Set([...projects.map(({ root }) => root), ...broken]);
  const fromProjects = projects.flatMap((project) => {
    const inputs = [project, owners, distributions];
    const make = () => ({
      cargo: cargoEdges(project, owners, manifests),
      python: pythonEdges(project, distributions, manifests),
    });
    const said = memo.get('manifest-edges', project.root, inputs, make, isSameData);
    return [...said.cargo, ...said.python.filter(({ target }) => known.has(target))];
  });
  const { edges, looseCrates } = followLooseCrates(fromProjects, known, owners, manifests);
  return { edges: withoutDoubles(edges), looseCrates };
}

type Owners = ReadonlyMap<string, string>;

/** The project that holds the crate of a folder. A crate used from afar is held by its own folder. */
function crateOwners(projects: readonly Pyo3Project[], broken: readonly string[]): Owners {
  const owned = projects.flatMap((project) =>
    cratesOf(project)
      .filter((crate) => isInside(crate.root, project.root))
      .map((crate) => [crate.root, project.root] as const),
  );
  const own = owned.filter(([crate, root]) => crate === root);
  return new Map([...owned, ...broken.map((root) => [root, root] as const), ...own]);
}

function cargoEdges(
  project: Pyo3Project,
  owners: Owners,
  manifests: Manifests,
): readonly ProjectEdge[] {
  return cratesOf(project).flatMap((crate) => {
    const isOwn = isInside(crate.root, project.root) && owners.get(crate.root) === project.root;
    // `manifest-path` leads to a crate of another folder: that is used, with all that it uses.
    if (!isOwn) return [edgeTo(project, owners.get(crate.root) ?? crate.root)];
    return cratesUsedBy(crate.root, manifests).map(({ target, kind }) => ({
      source: project.root,
      target: owners.get(target) ?? target,
      kind,
      sourceFile: crate.manifestPath,
    }));
  });
}

function edgeTo(project: Pyo3Project, target: string): ProjectEdge {
  const sourceFile = childPath(project.root, 'pyproject.toml');
  return { source: project.root, target, kind: 'cargo-normal', sourceFile };
}

function pythonEdges(
  project: Pyo3Project,
  distributions: RootsByDistribution,
  manifests: Manifests,
): readonly ProjectEdge[] {
  if (project.distribution === undefined) return [];
  const sourceFile = project.distribution.pyprojectPath;
  return distributionsUsedBy(project.root, distributions, manifests).map((use) => ({
    source: project.root,
    sourceFile,
    ...use,
  }));
}

function rootsByDistribution(projects: readonly Pyo3Project[]): RootsByDistribution {
  const roots = new Map<string, string[]>();
  for (const { root, distribution } of projects) {
    if (distribution !== undefined) {
      getOrMake(roots, distribution.normalizedName, () => []).push(root);
    }
  }
  return roots;
}

function followLooseCrates(
  fromProjects: readonly ProjectEdge[],
  known: ReadonlySet<string>,
  owners: Owners,
  manifests: Manifests,
): DependencyEdges {
  const loose = new Set<string>();
  const edges = [...fromProjects];
  // `edges` grows while it is walked: each loose crate adds its own.
  for (const { target } of edges) {
    if (known.has(target) || loose.has(target)) continue;
    loose.add(target);
    for (const { target: next, kind } of usedByLoose(target, manifests)) {
      const sourceFile = childPath(target, 'Cargo.toml');
      edges.push({ source: target, target: owners.get(next) ?? next, kind, sourceFile });
    }
  }
  return { edges, looseCrates: [...loose].sort(comparePaths) };
}

function usedByLoose(folder: string, manifests: Manifests) {
  try {
    return cratesUsedBy(folder, manifests);
  } catch {
    // Cargo will say what is wrong with it, to whoever uses it; here it is a folder of files.
    return [];
  }
}

function withoutDoubles(edges: readonly ProjectEdge[]): readonly ProjectEdge[] {
  const keyed = edges
    .filter(({ source, target }) => source !== target)
    .map((edge) => [`${edge.source}\n${edge.target}\n${edge.kind}`, edge] as const);
  // Of several requirements, one that is needed is the one that counts.
  const ordered = [...keyed.filter(([, edge]) => !edge.unneeded), ...keyed];
  const firstOfEach = new Map([...ordered].reverse());
  return [...firstOfEach.values()].sort(
    (a, b) =>
      comparePaths(a.source, b.source) ||
      comparePaths(a.target, b.target) ||
      (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0),
  );
}

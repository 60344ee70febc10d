import {
  closureOf,
  edgesBySource,
  pythonUses,
  type Closure,
  type EdgesBySource,
} from '../project/closure.ts';
import { comparePaths } from '../project/names.ts';
import { cratesOf, isInstallable, type Pyo3Project } from '../project/pyo3-project.ts';
import type { Repository } from '../project/repository.ts';
import { enclosingFolders } from '../project/workspace-path.ts';
import type { ProjectUses, Sources } from './target-context.ts';

/** What each project of a repository uses, by the project's folder. */
export function usesOfProjects(repository: Repository): ReadonlyMap<string, ProjectUses> {
  const edges = edgesBySource(repository.edges);
  const closures = new Map(
    repository.projects.map(({ root }) => [root, closureOf(root, edges)] as const),
  );
  const lookup = lookupIn(repository);
  return new Map(
    [...closures].map(([root, closure]) => [root, usesOf(root, closure, closures, edges, lookup)]),
  );
}

interface Lookup {
  readonly project: (root: string) => Pyo3Project | undefined;
  /** Name of a project, broken ones included; `undefined` for a loose crate. */
  readonly name: (root: string) => string | undefined;
}

function lookupIn({ projects, broken }: Repository): Lookup {
  const byRoot = new Map(projects.map((project) => [project.root, project]));
  const names = new Map([...projects, ...broken].map(({ root, name }) => [root, name]));
  return { project: (root) => byRoot.get(root), name: (root) => names.get(root) };
}

function usesOf(
  root: string,
  closure: Closure,
  closures: ReadonlyMap<string, Closure>,
  edges: EdgesBySource,
  lookup: Lookup,
): ProjectUses {
  const importedCrates = closure.python.filter((other) => holdsRust(other, lookup));
  const sources = (roots: readonly string[]) => sourcesOf(roots, lookup);
  return {
    rust: sources(closure.rust),
    cargoTest: sources(closure.cargoTest),
    pytest: sources(
      [...new Set([...closure.pythonRust, ...importedCrates])]
        .filter((other) => other !== root)
        .sort(comparePaths),
    ),
    python: namesOf(closure.python, lookup),
    buildSystem: namesOf(closure.buildSystem, lookup),
    developFirst: developable(
      pythonUses(root, edges).filter((other) => comesFirst(other, root, closures)),
      lookup,
    ),
    developForTests: developable(closure.python, lookup),
  };
}

/** In a cycle the shorter path comes first, so that the tasks can be ordered. */
function comesFirst(other: string, root: string, closures: ReadonlyMap<string, Closure>): boolean {
  const isCycle = closures.get(other)?.python.includes(root) === true;
  return !isCycle || comparePaths(other, root) < 0;
}

function sourcesOf(roots: readonly string[], lookup: Lookup): Sources {
  const folders = roots.filter((root) => lookup.name(root) === undefined);
  const cargoRoots = roots.flatMap((root) => {
    const project = lookup.project(root);
    return project === undefined
      ? enclosingFolders(root).slice(1)
      : cratesOf(project).map((crate) => crate.cargoRoot);
  });
  return { projects: namesOf(roots, lookup), folders, cargoRoots: [...new Set(cargoRoots)] };
}

function namesOf(roots: readonly string[], lookup: Lookup): readonly string[] {
  return roots.map((root) => lookup.name(root)).filter((name) => name !== undefined);
}

function holdsRust(root: string, lookup: Lookup): boolean {
  const project = lookup.project(root);
  return project === undefined || cratesOf(project).length > 0;
}

/** A broken project counts: its `develop` says what is wrong with it. */
function developable(roots: readonly string[], lookup: Lookup): readonly string[] {
  const able = roots.filter((root) => {
    const project = lookup.project(root);
    return project === undefined || isInstallable(project);
  });
  return namesOf(able, lookup);
}

import {
  closureOf,
  edgesBySource,
  pythonUses,
  type Closure,
  type EdgesBySource,
} from '../project/edges/closure.ts';
import { readCrateNeeds } from '../project/folder/crate-needs.ts';
import { isPyo3Extension } from '../project/folder/library-crate.ts';
import { nothingDeclared, type DeclaredInputs } from '../project/folder/declared-inputs.ts';
import {
  enclosingSettings,
  noSettings,
  type EnclosingSettings,
} from '../project/reads/enclosing-settings.ts';
import type { Manifests } from '../project/folder/manifests.ts';
import {
  noMaterials,
  pythonMaterials,
  rustMaterials,
  unionOfMaterials,
  type Materials,
} from '../project/reads/materials.ts';
import { comparePaths } from '../project/folder/names.ts';
import { noOwnSettings, ownSettings, type OwnSettings } from '../project/reads/own-settings.ts';
import { cratesOf, isInstallable, type Pyo3Project } from '../project/folder/pyo3-project.ts';
import { folderOf } from '../project/folder/workspace-path.ts';
import type { Repository } from '../project/edges/repository.ts';
import type { ProjectUses, Sources } from './target-context.ts';

/**
 * What each project of a repository uses, by the project's folder.
 *
 * @param ofAll what the plugin's options declare for every project.
 */
export function usesOfProjects(
  repository: Repository,
  manifests: Manifests,
  ofAll: DeclaredInputs = nothingDeclared,
): ReadonlyMap<string, ProjectUses> {
  const edges = edgesBySource(repository.edges);
  const closures = new Map(
    repository.projects.map(({ root }) => [root, closureOf(root, edges)] as const),
  );
  const lookup = lookupIn(repository, closures, manifests, ofAll);
  return new Map(
    [...closures].map(([root, closure]) => [root, usesOf(root, closure, closures, edges, lookup)]),
  );
}

interface Lookup {
  readonly project: (root: string) => Pyo3Project | undefined;
  /** Name of a project, broken ones included; `undefined` for a loose crate. */
  readonly name: (root: string) => string | undefined;
  /** What rustc reads for the extension of a project, or for its crate. */
  readonly rustMaterials: (root: string) => Materials;
  readonly pythonMaterials: (root: string) => Materials;
  readonly testMaterials: (root: string) => Materials;
  /** Of the folders around a project. */
  readonly settings: (root: string) => EnclosingSettings;
  /** Of the project's own pyproject.toml; nothing of a project that cannot be read. */
  readonly ownSettings: (root: string) => OwnSettings;
  /** True for a folder whose crate is bound to Python. */
  readonly bindsPython: (root: string) => boolean;
  readonly isExtension: (root: string) => boolean;
}

function lookupIn(
  { projects, broken }: Repository,
  closures: ReadonlyMap<string, Closure>,
  manifests: Manifests,
  ofAll: DeclaredInputs,
): Lookup {
  const byRoot = new Map(projects.map((project) => [project.root, project]));
  const names = new Map([...projects, ...broken].map(({ root, name }) => [root, name]));
  const declaredBy = (roots: readonly string[]) =>
    unionOfMaterials(
      [
        ofAll,
        ...roots.map((root) => byRoot.get(root)?.declared).filter((one) => one !== undefined),
      ].map((declared) => ({ ...noMaterials, ...declared })),
    );
  const compiled = (root: string, others: readonly string[], tests: boolean) => {
    const project = byRoot.get(root);
    if (project === undefined || cratesOf(project).length === 0) return noMaterials;
    const own = cratesOf(project).map((crate) => crate.root);
    const folders = others.flatMap((other) => crateFolders(other, byRoot));
    const apart = folders.filter((folder) => !own.includes(folder));
    return rustMaterials(own, apart, tests, manifests);
  };
  const bindsPython = remembered((root) =>
    crateFolders(root, byRoot).some((folder) => folderBindsPython(folder, manifests)),
  );
  const settingsAround = remembered((folder) => enclosingSettings(folder, manifests));
  const rust = (root: string, others: readonly string[], tests: boolean) =>
    unionOfMaterials([compiled(root, others, tests), declaredBy([root, ...others])]);
  return {
    project: (root) => byRoot.get(root),
    name: (root) => names.get(root),
    rustMaterials: remembered((root) => rust(root, closures.get(root)?.rust ?? [], false)),
    pythonMaterials: remembered((root) =>
      unionOfMaterials([pythonMaterials(root, manifests), declaredBy([root])]),
    ),
    testMaterials: (root) => rust(root, closures.get(root)?.cargoTest ?? [], true),
    settings: (root) => (root === '.' ? noSettings : settingsAround(folderOf(root))),
    ownSettings: remembered((root) =>
      byRoot.has(root) ? ownSettings(root, manifests) : noOwnSettings,
    ),
    bindsPython,
    isExtension: (root) => {
      const project = byRoot.get(root);
      if (project?.kind !== 'maturin') return false;
      const usesPyo3 = [root, ...(closures.get(root)?.rust ?? [])].some(bindsPython);
      return isPyo3Extension(project, usesPyo3, manifests);
    },
  };
}

/** pyo3's own crates, and rust-numpy, which brings pyo3 along. */
function folderBindsPython(folder: string, manifests: Manifests): boolean {
  const { dependencies = [] } = readCrateNeeds(folder, manifests) ?? {};
  return dependencies.some(({ name }) => name.startsWith('pyo3') || name === 'numpy');
}

/** A folder that is no readable project stands for itself. */
function crateFolders(root: string, projects: ReadonlyMap<string, Pyo3Project>): readonly string[] {
  const project = projects.get(root);
  return project === undefined ? [root] : cratesOf(project).map((crate) => crate.root);
}

function remembered<T>(compute: (root: string) => T): (root: string) => T {
  const known = new Map<string, T>();
  return (root) => {
    const value = known.get(root) ?? compute(root);
    known.set(root, value);
    return value;
  };
}

function usesOf(
  root: string,
  closure: Closure,
  closures: ReadonlyMap<string, Closure>,
  edges: EdgesBySource,
  lookup: Lookup,
): ProjectUses {
  const importedCrates = closure.python.filter((other) => holdsRust(other, lookup));
  const developed = [root, ...closure.python];
  const isDistribution = lookup.project(root)?.distribution !== undefined;
  const startsPython = isDistribution || [root, ...closure.cargoTest].some(lookup.bindsPython);
  const distributionsOf = (importable: readonly string[]) =>
    unionOfMaterials(
      importable
        .filter((other) =>
          // The Python that a crate's tests start finds what the environment has, whoever asked for it.
          other === root ? startsPython : lookup.project(other)?.distribution !== undefined,
        )
        .map((other) => lookup.pythonMaterials(other)),
    );
  return {
    rust: sourcesOf(closure.rust, [root], lookup.rustMaterials(root), lookup),
    cargoTest: sourcesOf(closure.cargoTest, [root], lookup.testMaterials(root), lookup),
    pytest: sourcesOf(
      [...new Set([...closure.pythonRust, ...importedCrates])]
        .filter((other) => other !== root)
        .sort(comparePaths),
      developed,
      unionOfMaterials(developed.map(lookup.rustMaterials)),
      lookup,
    ),
    python: namesOf(closure.python, lookup),
    types: namesOf(closure.types, lookup),
    distributions: distributionsOf(developed),
    typedDistributions: distributionsOf([root, ...closure.types]),
    ownSettings: lookup.ownSettings(root),
    imported: wheelsOf(closure.python, lookup),
    typed: wheelsOf(closure.types, lookup),
    isExtension: lookup.isExtension(root),
    startsPython,
    settings: settingsFor(lookup.project(root), startsPython, lookup.settings(root)),
    buildSystem: namesOf(closure.buildSystem, lookup),
    builders: wheelsOf(closure.buildSystem, lookup),
    developFirst: developable(
      pythonUses(root, edges).filter((other) => comesFirst(other, root, closures)),
      lookup,
    ),
    developForTests: developable(closure.python, lookup),
    developForTypes: developable(closure.types, lookup),
  };
}

function wheelsOf(roots: readonly string[], lookup: Lookup): Materials {
  return unionOfMaterials(roots.map((root) => lookup.ownSettings(root).wheel));
}

/** A crate has nothing for ruff, pytest and type checkers. */
function settingsFor(
  project: Pyo3Project | undefined,
  startsPython: boolean,
  settings: EnclosingSettings,
): EnclosingSettings {
  if (project?.kind !== 'crate' || project.distribution !== undefined) return settings;
  const { environment } = startsPython ? settings : noSettings;
  return { ...noSettings, environment };
}

/** In a cycle the shorter path comes first, so that the tasks can be ordered. */
function comesFirst(other: string, root: string, closures: ReadonlyMap<string, Closure>): boolean {
  const isCycle = closures.get(other)?.developed.includes(root) === true;
  return !isCycle || comparePaths(other, root) < 0;
}

/** @param compiled roots of the projects for which cargo is started. */
function sourcesOf(
  roots: readonly string[],
  compiled: readonly string[],
  materials: Materials,
  lookup: Lookup,
): Sources {
  const crates = compiled.flatMap((root) => {
    const project = lookup.project(root);
    return project === undefined ? [] : cratesOf(project).map((crate) => [project, crate] as const);
  });
  return {
    projects: namesOf(roots, lookup),
    folders: roots.filter((root) => lookup.name(root) === undefined),
    cargoFolders: [
      ...new Set(crates.flatMap(([project, crate]) => [project.root, crate.root, crate.cargoRoot])),
    ],
    materials,
  };
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

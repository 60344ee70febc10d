import {
  closureOf,
  edgesBySource,
  publishedUses,
  pythonUses,
  type Closure,
  type EdgesBySource,
} from '../project/edges/closure.ts';
import { nothingDeclared, type DeclaredInputs } from '../project/folder/declared-inputs.ts';
import { noSettings, type EnclosingSettings } from '../project/reads/enclosing-settings.ts';
import type { Manifests } from '../project/folder/manifests.ts';
import { asOneSet } from '../project/reads/closure-set.ts';
import { unionOfMaterials, type Materials } from '../project/reads/materials.ts';
import { comparePaths } from '../project/detect/names.ts';
import { isSameData, type Cells, type Memo } from '../files/memo.ts';
import type { ProjectEdge } from '../project/edges/project-edge.ts';
import type { OutsideModules } from '../project/edges/outside-modules.ts';
import { cratesOf, isInstallable, type Pyo3Project } from '../project/folder/pyo3-project.ts';
import type { Repository } from '../project/edges/repository.ts';
import { projectLookup, type ProjectLookup } from './project-lookup.ts';
import type { ProjectUses, Sources } from './target-context.ts';

/**
 * What each project of a repository uses, by the project's folder.
 *
 * @param ofAll what the plugin's options declare for every project.
 * @param outside modules outside of a project that its tools import, by the project's folder.
 */
export function usesOfProjects(
  repository: Repository,
  manifests: Manifests,
  ofAll: DeclaredInputs = nothingDeclared,
  outside: ReadonlyMap<string, OutsideModules> = new Map(),
): ReadonlyMap<string, ProjectUses> {
  const { memo } = manifests;
  const edges = memo.cells('edges', unchangedLists(edgesBySource(repository.edges), memo));
  const closureOfEach = repository.projects.map(
    ({ root }) =>
      [root, memo.get('closure', root, [], () => closureOf(root, edges), isSameData)] as const,
  );
  const closures = memo.cells('closures', new Map(closureOfEach));
  const lookup = projectLookup(repository, closures, manifests, ofAll, outside);
  const declared = JSON.stringify(ofAll);
  return new Map(
    closureOfEach.map(([root, closure]) => {
      const inputs = [closure, declared, JSON.stringify(outside.get(root))];
      const make = () => usesOf(root, closure, closures, edges, lookup);
      return [root, memo.get('uses', root, inputs, make, isSameData)];
    }),
  );
}

/** Each list as it was when the last graph was made, if it has the same edges. */
function unchangedLists(
  edges: ReadonlyMap<string, readonly ProjectEdge[]>,
  memo: Memo,
): ReadonlyMap<string, readonly ProjectEdge[]> {
  return new Map(
    [...edges].map(([source, list]) => [source, memo.get('edges', source, list, () => list)]),
  );
}

function usesOf(
  root: string,
  closure: Closure,
  closures: Cells<Closure>,
  edges: EdgesBySource,
  all: ProjectLookup,
): ProjectUses {
  const lookup = { ...all, namesOf: namesIn(all) };
  const importedCrates = closure.python.filter((other) => holdsRust(other, lookup));
  const developed = [root, ...closure.python];
  const isDistribution = lookup.project(root)?.distribution !== undefined;
  const startsPython =
    isDistribution || lookup.bindsPython([root]) || lookup.bindsPython(closure.cargoTest);
  const distributionsOf = (importable: readonly string[]) =>
    asOneSet(
      unionOfMaterials(
        importable
          .filter((other) =>
            // The Python that a crate's tests start finds what the environment has, whoever asked for it.
            other === root ? startsPython : lookup.project(other)?.distribution !== undefined,
          )
          .map((other) => lookup.pythonMaterials(other)),
      ),
    );
  const crateTargets = lookup.crateTargets(root);
  return {
    rust: sourcesOf(closure.rust, [root], lookup.rustMaterials(root), lookup),
    cargoTest: sourcesOf(closure.cargoTest, [root], lookup.testMaterials(root), lookup),
    pytest: sourcesOf(
      importedCrates.length === 0
        ? closure.pythonRust
        : [...new Set([...closure.pythonRust, ...importedCrates])]
            .filter((other) => other !== root)
            .sort(comparePaths),
      developed,
      asOneSet(unionOfMaterials(developed.map(lookup.rustMaterials))),
      lookup,
    ),
    python: namesOf(closure.python, lookup),
    types: namesOf(closure.types, lookup),
    distributions: distributionsOf(developed),
    typedDistributions: distributionsOf([root, ...closure.types]),
    namesRuff: lookup.namesRuff(root),
    linter: lookup.tool('ruff', root, 'ruff'),
    checker: lookup.tool(lookup.project(root)?.typeChecker ?? 'mypy', root, 'python'),
    tester: lookup.tool('pytest', root, 'python'),
    rustTester: lookup.rustTester(root),
    packageReads: lookup.packageReads(root),
    ownSettings: lookup.ownSettings(root),
    imported: wheelsOf(closure.python, lookup),
    typed: wheelsOf(closure.types, lookup),
    isExtension: lookup.isExtension(root),
    ...(crateTargets === undefined ? {} : { crateTargets }),
    startsPython,
    settings: settingsFor(lookup.project(root), startsPython, lookup.settings(root)),
    buildSystem: namesOf(closure.buildSystem, lookup),
    builders: wheelsOf(closure.buildSystem, lookup),
    publishFirst: publishable(
      publishedUses(root, edges).filter((other) =>
        comesFirst(other, root, closures, ({ published }) => published),
      ),
      lookup,
    ),
    developFirst: developable(
      pythonUses(root, edges).filter((other) =>
        comesFirst(other, root, closures, ({ needed }) => needed.developed),
      ),
      lookup,
    ),
    developForTests: developable(closure.needed.python, lookup),
    developForTypes: developable(closure.needed.types, lookup),
  };
}

function wheelsOf(roots: readonly string[], lookup: ProjectLookup): Materials {
  return asOneSet(unionOfMaterials(roots.map((root) => lookup.ownSettings(root).wheel)));
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
function comesFirst(
  other: string,
  root: string,
  closures: Cells<Closure>,
  usesOf: (closure: Closure) => readonly string[],
): boolean {
  const closure = closures.get(other);
  const isCycle = closure !== undefined && usesOf(closure).includes(root);
  return !isCycle || comparePaths(other, root) < 0;
}

/** @param compiled roots of the projects for which cargo is started. */
function sourcesOf(
  roots: readonly string[],
  compiled: readonly string[],
  materials: Materials,
  lookup: ProjectLookup & { readonly namesOf: (roots: readonly string[]) => readonly string[] },
): Sources {
  const crates = compiled.flatMap((root) => {
    const project = lookup.project(root);
    return project === undefined ? [] : cratesOf(project).map((crate) => [project, crate] as const);
  });
  const cargoFolders = [
    ...new Set(crates.flatMap(([project, crate]) => [project.root, crate.root, crate.cargoRoot])),
  ];
  return {
    projects: lookup.namesOf(roots),
    folders: roots.filter((root) => lookup.name(root) === undefined),
    cargoFolders,
    compiled: [...new Set(crates.map(([project]) => project.root))],
    crateFolders: roots.flatMap((root) => {
      const project = lookup.project(root);
      return project === undefined ? [root] : cratesOf(project).map((crate) => crate.root);
    }),
    materials: unionOfMaterials([materials, lookup.cargoConfig(cargoFolders)]),
  };
}

/** One list of names for each list of folders, of which a project may have several that are long. */
function namesIn(lookup: ProjectLookup): (roots: readonly string[]) => readonly string[] {
  const known = new Map<readonly string[], readonly string[]>();
  return (roots) => {
    const names = known.get(roots) ?? namesOf(roots, lookup);
    known.set(roots, names);
    return names;
  };
}

function namesOf(roots: readonly string[], lookup: ProjectLookup): readonly string[] {
  return roots.map((root) => lookup.name(root)).filter((name) => name !== undefined);
}

function holdsRust(root: string, lookup: ProjectLookup): boolean {
  const project = lookup.project(root);
  return project === undefined || cratesOf(project).length > 0;
}

/** A broken project counts: its task says what is wrong with it. */
function publishable(roots: readonly string[], lookup: ProjectLookup): readonly string[] {
  const able = roots.filter((root) => {
    const project = lookup.project(root);
    return project === undefined || project.kind === 'crate' || isInstallable(project);
  });
  return namesOf(able, lookup);
}

/** A broken project counts: its `develop` says what is wrong with it. */
function developable(roots: readonly string[], lookup: ProjectLookup): readonly string[] {
  const able = roots.filter((root) => {
    const project = lookup.project(root);
    return project === undefined || isInstallable(project);
  });
  return namesOf(able, lookup);
}

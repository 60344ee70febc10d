import type { CreateDependencies, CreateDependenciesContext, DependencyType } from '@nx/devkit';
import type { ProjectEdge } from '../project/edges/project-edge.ts';
import { edgesBySource, type EdgesBySource } from '../project/edges/closure.ts';
import type { Graph } from './graph.ts';
import type { GraphSource } from './graph-source.ts';
import type { Pyo3PluginOptions } from './options.ts';

type Dependency = Awaited<ReturnType<CreateDependencies>>[number];

/** The edges that manifests and imports say, each with the file that says it, under Nx's final names. */
export function createDependenciesFrom(source: GraphSource): CreateDependencies<Pyo3PluginOptions> {
  return async (options, context) => {
    const { workspaceRoot, externalNodes } = context;
    const graph = await source.forDependencies({
      files: manifestsIn(context),
      options,
      workspaceRoot,
    });
    const names = namesByRoot(context);
    const owned = filesBySource(context);
    const bySource = edgesBySource(graph.edges);
    return [
      ...graph.edges.flatMap((edge) =>
        projectsBehind(edge.target, names, bySource).flatMap((target) =>
          dependencyOf({ ...edge, target }, names, owned),
        ),
      ),
      ...externalDependencies(graph, names, owned, externalNodes),
    ];
  };
}

/** Edges to packages of others, and among them; Nx wants no source file for the latter. */
function externalDependencies(
  { packages, packageEdges }: Graph,
  names: ReadonlyMap<string, string>,
  owned: ReadonlyMap<string, string>,
  nodes: CreateDependenciesContext['externalNodes'],
): readonly Dependency[] {
  const isKnown = (key: string) => nodes?.[key] !== undefined;
  const ofProjects = packageEdges
    .filter(({ target }) => isKnown(target))
    .flatMap(({ source, target, sourceFile }) => {
      const name = names.get(source);
      return name === undefined ? [] : [edgeOf(name, target, sourceFile, owned)];
    });
  const ofPackages = packages
    .filter(({ key }) => isKnown(key))
    .flatMap(({ key, dependencies }) =>
      dependencies.filter(isKnown).map((target) => ({
        source: key,
        target,
        type: 'static' as DependencyType.static,
      })),
    );
  return [...ofProjects, ...ofPackages];
}

/**
 * The folder itself; for one that is no project (a crate that the user excluded), the projects that
 * it uses in turn: without an edge to them Nx would not see the user of the crate as affected.
 */
function projectsBehind(
  folder: string,
  names: ReadonlyMap<string, string>,
  edges: EdgesBySource,
): readonly string[] {
  const seen = new Set([folder]);
  // A set that grows while it is walked visits what was added.
  for (const root of seen) {
    if (names.has(root)) continue;
    for (const { target } of edges.get(root) ?? []) seen.add(target);
  }
  return [...seen].filter((root) => names.has(root));
}

function namesByRoot({ projects }: CreateDependenciesContext): ReadonlyMap<string, string> {
  return new Map(Object.entries(projects).map(([name, { root }]) => [root, name]));
}

/** Nx refuses the graph for a source file that is not in its list of the project's files. */
function filesBySource({ fileMap }: CreateDependenciesContext): ReadonlyMap<string, string> {
  const owners = new Map<string, string>();
  for (const [project, files] of Object.entries(fileMap.projectFileMap)) {
    for (const { file } of files) owners.set(file, project);
  }
  return owners;
}

function manifestsIn({ fileMap }: CreateDependenciesContext): readonly string[] {
  return [...Object.values(fileMap.projectFileMap).flat(), ...fileMap.nonProjectFiles]
    .map(({ file }) => file)
    .filter(isManifest);
}

function isManifest(file: string): boolean {
  return /(^|\/)(Cargo|pyproject)\.toml$/.test(file);
}

function dependencyOf(
  edge: ProjectEdge,
  names: ReadonlyMap<string, string>,
  owned: ReadonlyMap<string, string>,
): readonly Dependency[] {
  const source = names.get(edge.source);
  const target = names.get(edge.target);
  if (source === undefined || target === undefined || source === target) return [];
  return [edgeOf(source, target, edge.sourceFile, owned)];
}

function edgeOf(
  source: string,
  target: string,
  sourceFile: string,
  owned: ReadonlyMap<string, string>,
): Dependency {
  return owned.get(sourceFile) === source
    ? { source, target, type: 'static' as DependencyType.static, sourceFile }
    : { source, target, type: 'implicit' as DependencyType.implicit };
}

import type { CreateNodesResultV2 } from '@nx/devkit';
import type { AbsolutePath } from '../files/paths.ts';
import type { ExternalPackage } from '../project/locks/external-package.ts';
import type { ExternalEdge } from '../project/reads/externals.ts';
import type { ProjectEdge } from '../project/edges/project-edge.ts';

/** All that Nx is told of a repository, as data that JSON can hold. */
export interface Graph {
  readonly nodes: CreateNodesResultV2;
  readonly edges: readonly ProjectEdge[];
  readonly packages: readonly Pick<ExternalPackage, 'key' | 'dependencies'>[];
  readonly packageEdges: readonly ExternalEdge[];
  /** Folders of the projects that hold Python, sorted. */
  readonly pythonRoots: readonly string[];
  /** What lies outside of the workspace and is read: relative to its root, or absolute; sorted. */
  readonly outside: readonly string[];
  /** `.env` files that Nx does not hash, sorted. */
  readonly ignoredEnvFiles: readonly string[];
  /** What is wrong with files, as text for a terminal. */
  readonly errors: readonly string[];
  /** What was decided for the user, such as a name: told once for each checkout. */
  readonly decisions: readonly string[];
  /** What a user may want to know once for each graph that is made. */
  readonly hints: readonly string[];
}

/** What decides a graph, beside the disk. */
export interface GraphRequest {
  readonly workspaceRoot: AbsolutePath;
  /** Paths of the manifests to look at; their order means nothing. */
  readonly files: readonly string[];
  /** Options of the plugin, as they stand in nx.json. */
  readonly options: unknown;
}

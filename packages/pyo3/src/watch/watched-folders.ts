import { isEnvFile } from '../project/folder/env-file-name.ts';
import { enclosingFolders } from '../project/folder/workspace-path.ts';

export interface GraphTarget {
  readonly executor?: string;
  readonly dependsOn?: readonly (string | { readonly target: string })[];
}

/** The part of Nx's project graph that is used here. */
export interface Graph {
  readonly nodes: Readonly<
    Record<
      string,
      {
        readonly data: {
          readonly root: string;
          readonly targets?: Readonly<Record<string, GraphTarget>>;
        };
      }
    >
  >;
  readonly dependencies: Readonly<Record<string, readonly { readonly target: string }[]>>;
}

/** The path relative to the workspace root. */
export interface WatchedFolders {
  /** Folders that are watched recursively; none is inside another. */
  readonly whole: readonly string[];
  /** The folders that enclose those; only manifests and settings in them count. */
  readonly above: readonly string[];
}

/**
 * The folders where a change may affect a project: its own, and those of its dependency closure in
 * the repository.
 */
export function watchedFolders(name: string, graph: Graph): WatchedFolders {
  const reached = reachedFrom(name, graph);
  const roots = [...reached].map((each) => graph.nodes[each]?.data.root || '.').sort();
  const isOutermost = (root: string) =>
    !enclosingFolders(root).some((folder) => folder !== root && roots.includes(folder));
  const whole = roots.filter(isOutermost);
  const above = new Set(whole.flatMap((root) => enclosingFolders(root).slice(1)));
  return { whole, above: [...above].sort() };
}

/** The names of the project and of its dependency closure in the repository. */
export function reachedFrom(name: string, { nodes, dependencies }: Graph): ReadonlySet<string> {
  const reached = new Set([name]);
  for (const each of reached) {
    for (const { target } of dependencies[each] ?? []) {
      if (nodes[target] !== undefined) reached.add(target);
    }
  }
  return reached;
}

/** Whether a file above the projects affects how they are built. */
export function isSetting(name: string): boolean {
  return (
    isManifest(name) ||
    isEnvFile(name) ||
    /^(Cargo\.lock|uv\.lock|rust-toolchain(\.toml)?)$/.test(name)
  );
}

/** Whether a file can change the projects, their dependencies, or which of their files count. */
export function isManifest(name: string): boolean {
  return /^(Cargo\.toml|pyproject\.toml|setup\.(py|cfg)|(nx|project)\.json|\.(git|nx)ignore)$/.test(
    name,
  );
}

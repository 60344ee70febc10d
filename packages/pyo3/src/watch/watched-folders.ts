import { enclosingFolders } from '../project/folder/workspace-path.ts';

export interface GraphTarget {
  readonly executor?: string;
  readonly dependsOn?: readonly (string | { readonly target: string })[];
}

/** Of Nx's project graph, what this needs of it. */
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

/** Relative to the workspace root. */
export interface WatchedFolders {
  /** With all that is in them; none is inside another. */
  readonly whole: readonly string[];
  /** What encloses those; of the files there, manifests and settings count. */
  readonly above: readonly string[];
}

/** Where a change may reach a project: its folder, and those of all that it uses in the repository. */
export function watchedFolders(name: string, graph: Graph): WatchedFolders {
  const reached = reachedFrom(name, graph);
  const roots = [...reached].map((each) => graph.nodes[each]?.data.root || '.').sort();
  const isOutermost = (root: string) =>
    !enclosingFolders(root).some((folder) => folder !== root && roots.includes(folder));
  const whole = roots.filter(isOutermost);
  const above = new Set(whole.flatMap((root) => enclosingFolders(root).slice(1)));
  return { whole, above: [...above].sort() };
}

/** Names of the project and of all that it uses in the repository. */
export function reachedFrom(name: string, { nodes, dependencies }: Graph): ReadonlySet<string> {
  const reached = new Set([name]);
  for (const each of reached) {
    for (const { target } of dependencies[each] ?? []) {
      if (nodes[target] !== undefined) reached.add(target);
    }
  }
  return reached;
}

/** Whether a file above the projects says how they are built. */
export function isSetting(name: string): boolean {
  return isManifest(name) || /^(Cargo\.lock|uv\.lock|rust-toolchain(\.toml)?)$/.test(name);
}

/** Whether a file can change what the projects are, what they use, and what of them counts. */
export function isManifest(name: string): boolean {
  return /^(Cargo\.toml|pyproject\.toml|setup\.(py|cfg)|(nx|project)\.json|\.(git|nx)ignore)$/.test(
    name,
  );
}

import { execa } from 'execa';
import type { Workspace } from './workspace.ts';

/** What `nx graph` says of one project. */
export interface Node {
  readonly root: string;
  readonly technologies: readonly string[];
  /** Without the one that is there for `nx affected` alone. */
  readonly targets: readonly string[];
  /** Names of the projects that it depends on. */
  readonly uses: readonly string[];
}

interface GraphFile {
  readonly graph: {
    readonly nodes: Readonly<
      Record<
        string,
        {
          readonly data: {
            readonly root: string;
            readonly targets?: Readonly<Record<string, unknown>>;
            readonly metadata?: { readonly technologies?: readonly string[] };
          };
        }
      >
    >;
    readonly dependencies: Readonly<Record<string, readonly { readonly target: string }[]>>;
  };
}

/** The graph by `nx graph --file`, without the workspace's own package.json. */
export async function readGraph(workspace: Workspace): Promise<Readonly<Record<string, Node>>> {
  const file = '.nx/workspace-data/graph.json';
  const { exitCode, output } = await workspace.nx(['graph', `--file=${file}`]);
  if (exitCode !== 0) throw new Error(`nx graph failed:\n${output}`);
  const { graph } = JSON.parse(await workspace.read(file)) as GraphFile;
  return Object.fromEntries(
    Object.entries(graph.nodes).map(([name, { data }]) => [
      name,
      {
        root: data.root,
        technologies: data.metadata?.technologies ?? [],
        targets: Object.keys(data.targets ?? {})
          .filter((target) => target !== 'lock-witness' && !target.startsWith('wheels--'))
          .sort(),
        uses: (graph.dependencies[name] ?? [])
          .map(({ target }) => target)
          .filter((target) => graph.nodes[target] !== undefined)
          .sort(),
      },
    ]),
  );
}

interface CargoMetadata {
  readonly packages: readonly {
    readonly name: string;
    readonly manifest_path: string;
    readonly dependencies: readonly { readonly path?: string }[];
  }[];
}

/** Folders, with those that each depends on by path, as cargo itself says for one manifest. */
export async function cargoPaths(
  manifest: string,
): Promise<readonly { readonly folder: string; readonly uses: readonly string[] }[]> {
  const args = ['metadata', '--format-version=1', '--no-deps', '--offline'];
  const { stdout } = await execa('cargo', [...args, '--manifest-path', manifest]);
  const { packages } = JSON.parse(stdout) as CargoMetadata;
  return packages.map(({ manifest_path, dependencies }) => ({
    folder: manifest_path.replace(/[\\/]Cargo\.toml$/, ''),
    uses: dependencies.flatMap(({ path }) => (path === undefined ? [] : [path])).sort(),
  }));
}

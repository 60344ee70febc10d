import { execa } from 'execa';
import type { CreateDependenciesContext, CreateNodesContextV2 } from '@nx/devkit';
import { createDependencies } from '../../src/inference/create-dependencies.ts';
import { createNodes } from '../../src/inference/create-nodes.ts';
import { readForNodes } from '../../src/inference/repository-snapshot.ts';

/** What the plugin says of a repository: through its hooks, and with the kinds of edges. */
export interface OurGraph {
  readonly projects: readonly { readonly root: string; readonly name: string }[];
  /** `source -kind-> target`, by folders, sorted. */
  readonly edges: readonly string[];
  /** `source -> target`, by names in the graph, sorted. */
  readonly pairs: readonly string[];
  /** Folders of projects that cannot be read. */
  readonly broken: readonly string[];
}

/** Runs both hooks as Nx does, over the files of a git repository. */
export async function ourGraph(root: string): Promise<OurGraph> {
  const listed = await execa('git', ['ls-files', '-z', '-co', '--exclude-standard'], { cwd: root });
  const files = [...new Set(listed.stdout.split('\0'))].filter((file) => file !== '').sort();
  const manifests = files.filter((file) => /(^|\/)(Cargo|pyproject)\.toml$/.test(file));
  const context: CreateNodesContextV2 = { workspaceRoot: root, nxJsonConfiguration: {} };
  const nodes = await createNodes[1](manifests, undefined, context);
  const projects = nodes.flatMap(([, { projects: found = {} }]) =>
    Object.entries(found).map(([folder, { name = '' }]) => ({ root: folder, name })),
  );
  const externalNodes = Object.assign({}, ...nodes.map(([, result]) => result.externalNodes ?? {}));
  const dependencies = await createDependencies(undefined, {
    ...context,
    externalNodes,
    projects: Object.fromEntries(projects.map((one) => [one.name, one])),
    fileMap: fileMapOf(projects, files),
    filesToProcess: { projectFileMap: {}, nonProjectFiles: [] },
  });
  const names = new Set(projects.map(({ name }) => name));
  const { repository } = await readForNodes(manifests, root);
  return {
    projects,
    edges: repository.edges.map((edge) => `${edge.source} -${edge.kind}-> ${edge.target}`).sort(),
    pairs: unique(
      dependencies
        .filter(({ source, target }) => names.has(source) && names.has(target))
        .map(({ source, target }) => `${source} -> ${target}`),
    ),
    broken: repository.broken.map((one) => one.root),
  };
}

type Projects = OurGraph['projects'];

/** Nx gives a file to the innermost project around it. */
function fileMapOf(
  projects: Projects,
  files: readonly string[],
): CreateDependenciesContext['fileMap'] {
  const innermostFirst = [...projects].sort((a, b) => b.root.length - a.root.length);
  const projectFileMap: Record<string, { file: string; hash: string }[]> = {};
  const nonProjectFiles: { file: string; hash: string }[] = [];
  for (const file of files) {
    const owner = innermostFirst.find(({ root }) => root === '.' || file.startsWith(`${root}/`));
    const list = owner === undefined ? nonProjectFiles : (projectFileMap[owner.name] ??= []);
    list.push({ file, hash: '' });
  }
  return { projectFileMap, nonProjectFiles };
}

export function unique(lines: readonly string[]): readonly string[] {
  return [...new Set(lines)].sort();
}

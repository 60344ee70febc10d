import type { CreateDependenciesContext, CreateNodesContextV2 } from '@nx/devkit';
import { execa } from 'execa';
import { readSnapshot } from '../../src/inference/repository-snapshot.ts';
import { createDependencies, createNodes } from '../../src/plugin.ts';

/** What the plugin says of a repository: through its hooks, and with the kinds of edges. */
export interface OurGraph {
  readonly projects: readonly ProjectName[];
  /** `source -kind-> target`, by folders. */
  readonly edges: readonly string[];
  /** `source -> target`, by names in the graph. */
  readonly pairs: readonly string[];
  /** Folders of projects that cannot be read. */
  readonly broken: readonly string[];
  readonly templates: readonly string[];
}

export interface ProjectName {
  readonly root: string;
  readonly name: string;
}

/** Runs both hooks as Nx does, over the files of a git repository. */
export async function ourGraph(root: string): Promise<OurGraph> {
  const files = await filesOf(root);
  const manifests = files.filter((file) => /(^|\/)(Cargo|pyproject)\.toml$/.test(file));
  const context: CreateNodesContextV2 = { workspaceRoot: root, nxJsonConfiguration: {} };
  const nodes = await createNodes[1](manifests, undefined, context);
  const projects = nodes.flatMap(([, { projects: found = {} }]) =>
    Object.entries(found).map(([folder, { name = '' }]) => ({ root: folder, name })),
  );
  const dependencies = await createDependencies(undefined, {
    ...context,
    externalNodes: {},
    projects: Object.fromEntries(projects.map((one) => [one.name, one])),
    fileMap: fileMapOf(projects, files),
    filesToProcess: { projectFileMap: {}, nonProjectFiles: [] },
  });
  const { repository } = await readSnapshot(manifests, root);
  return {
    projects,
    edges: repository.edges.map((edge) => `${edge.source} -${edge.kind}-> ${edge.target}`),
    pairs: dependencies.map(({ source, target }) => `${source} -> ${target}`),
    broken: repository.broken.map((one) => one.root),
    templates: repository.templates.map((one) => one.root),
  };
}

async function filesOf(root: string): Promise<readonly string[]> {
  const run = await execa('git', ['ls-files', '-z', '-co', '--exclude-standard'], { cwd: root });
  return [...new Set(run.stdout.split('\0'))].filter((file) => file !== '').sort();
}

/** Nx gives a file to the innermost project around it. */
function fileMapOf(
  projects: readonly ProjectName[],
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

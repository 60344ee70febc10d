import { readdirSync } from 'node:fs';
import type { CreateDependenciesContext, TargetConfiguration } from '@nx/devkit';
import type { AbsolutePath } from '../files/paths.ts';
import { enclosingFolders, folderOf } from '../project/folder/workspace-path.ts';
import { createDependenciesFrom } from '../inference/create-dependencies.ts';
import { createNodesFrom } from '../inference/create-nodes.ts';
import type { GraphSource } from '../inference/graph-source.ts';

/** What Nx has of a repository once both hooks were called. */
export interface GraphOfNx {
  /** By name. */
  readonly projects: Readonly<
    Record<
      string,
      {
        readonly root: string;
        readonly targets: Readonly<Record<string, TargetConfiguration>>;
      }
    >
  >;
  /** `source -> target`, sorted. */
  readonly edges: readonly string[];
  readonly externalNodes: readonly string[];
}

/** Calls both hooks over all files of a folder, and refuses what Nx would refuse. */
export async function graphOfNx(
  source: GraphSource,
  workspaceRoot: AbsolutePath,
): Promise<GraphOfNx> {
  const files = filesIn(workspaceRoot);
  const manifests = files.filter((file) => /(^|\/)((Cargo|pyproject)\.toml|setup\.py)$/.test(file));
  const context = { workspaceRoot, nxJsonConfiguration: {} };
  const nodes = await createNodesFrom(source)[1](manifests, {}, context);
  const found = nodes.flatMap(([, one]) =>
    Object.entries(one.projects ?? {}).map(([root, { name = '', targets = {} }]) => ({
      name,
      root,
      targets,
    })),
  );
  const projects = Object.fromEntries(found.map((one) => [one.name, one]));
  if (Object.keys(projects).length < found.length) throw new Error('Two projects have one name.');
  const externalNodes = Object.assign(
    {},
    ...nodes.map(([, one]) => one.externalNodes ?? {}),
  ) as NonNullable<CreateDependenciesContext['externalNodes']>;
  const names = new Map(found.map(({ root, name }) => [root, name]));
  const owners = new Map(files.map((file) => [file, innermost(file, names)]));
  const ownerOf = (file: string) => owners.get(file);
  const projectFileMap: Record<string, { file: string; hash: string }[]> = {};
  for (const [file, owner] of owners) {
    if (owner !== undefined) (projectFileMap[owner] ??= []).push({ file, hash: '' });
  }
  const fileMap = { projectFileMap, nonProjectFiles: [] };
  const dependencies = await createDependenciesFrom(source)(
    {},
    { ...context, projects, externalNodes, fileMap, filesToProcess: fileMap },
  );
  for (const { source: from, target, ...rest } of dependencies) {
    const known = (name: string) => name in projects || name in externalNodes;
    const sourceFile = 'sourceFile' in rest ? rest.sourceFile : undefined;
    if (!known(from) || !known(target)) throw new Error(`Nx does not know ${from} or ${target}.`);
    if (sourceFile !== undefined && ownerOf(sourceFile) !== from)
      throw new Error(`${sourceFile} is not of ${from}.`);
  }
  return {
    projects,
    edges: dependencies.map((one) => `${one.source} -> ${one.target}`).sort(),
    externalNodes: Object.keys(externalNodes),
  };
}

function innermost(file: string, names: ReadonlyMap<string, string>): string | undefined {
  for (const folder of enclosingFolders(folderOf(file))) {
    const name = names.get(folder);
    if (name !== undefined) return name;
  }
  return undefined;
}

/** Links are not followed, as by Nx. */
function filesIn(root: string): readonly string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory() || /\.toml$|^setup\.py$/.test(entry.name))
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(root.length + 1))
    .filter((file) => !file.startsWith('.nx/'))
    .sort();
}

import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import type { PostTasksExecution } from '@nx/devkit';
import type { AbsolutePath } from '../files/paths.ts';
import { cacheFolder } from '../environment/nx-installation.ts';
import { pluginDataFolder } from '../environment/workspace-data.ts';
import { safely } from '../files/disk.ts';
import { requireWithin } from '../files/reach.ts';
import type { ArtifactKind } from '../wheels/artifacts.ts';
import type { Pyo3PluginOptions } from './options.ts';

type Run = Parameters<PostTasksExecution<Pyo3PluginOptions>>[1];
type Result = Run['taskResults'][string];

interface ArtifactFolder {
  /** Relative to the workspace root. */
  readonly folder: string;
  readonly kind: ArtifactKind;
}

/** With the names that the cache entries of this run hold for it. */
interface Restored extends ArtifactFolder {
  readonly files: string[];
}

/**
 * Removes wheels and sdists of other versions that are beside restored ones. A build removes them
 * itself, but no executor runs when Nx answers a task from its cache. What cannot be removed stays.
 */
export const removeSuperseded: PostTasksExecution<Pyo3PluginOptions> = async (_, run) => {
  // In most runs nothing was restored, or nothing that has a version in its name.
  const isConcerned = (result: Result) => isHit(result) && artifactFolders(result).length > 0;
  if (!Object.values(run.taskResults).some(isConcerned)) return;
  const cache = cacheFolder(run.workspaceRoot);
  if (cache !== undefined) await removeBesideRestored(run, cache);
};

/** @param cache Nx's cache folder; absolute. */
export async function removeBesideRestored(
  { workspaceRoot, taskResults }: Pick<Run, 'workspaceRoot' | 'taskResults'>,
  cache: string,
): Promise<void> {
  const builds = safely(() => buildsIn(workspaceRoot), new Set());
  const own = Object.values(taskResults).filter(({ task: { target } }) =>
    builds.has(`${target.project}:${target.target}`),
  );
  const { supersededArtifacts } = await import('../wheels/superseded-artifacts.ts');
  for (const { folder, kind, files } of restoredBy(own, cache)) {
    const path = join(workspaceRoot, folder);
    safely(() => {
      requireWithin(path, [workspaceRoot]);
      for (const file of supersededArtifacts(kind, files, namesIn(path))) {
        rmSync(join(path, file), { force: true });
      }
    }, undefined);
  }
}

/** By folder and kind, without the folders into which a task of this run built. */
function restoredBy(results: readonly Result[], cache: string): readonly Restored[] {
  const found = new Map<string, Restored>();
  const built = new Set<string>();
  for (const result of results) {
    for (const { folder, kind } of artifactFolders(result)) {
      const key = `${kind} ${folder}`;
      if (!isHit(result)) {
        built.add(key);
        continue;
      }
      const files = found.get(key)?.files ?? [];
      files.push(...namesIn(join(cache, result.task.hash ?? '', folder)));
      found.set(key, { folder, kind, files });
    }
  }
  return [...found].flatMap(([key, restored]) => (built.has(key) ? [] : [restored]));
}

/** The folders of the outputs that are artifacts by their names. Nx replaces other outputs whole. */
function artifactFolders({ task: { outputs } }: Result): readonly ArtifactFolder[] {
  return outputs.flatMap((output): readonly ArtifactFolder[] => {
    const folder = posix.dirname(output);
    if (output.endsWith('.whl')) return [{ folder, kind: 'wheel' }];
    return output.endsWith('.tar.gz') ? [{ folder, kind: 'sdist' }] : [];
  });
}

function isHit({ status }: Result): boolean {
  return ['local-cache', 'remote-cache', 'local-cache-kept-existing'].includes(status);
}

/** The targets that build artifacts with this plugin's executors, as Nx's graph on disk has them. */
function buildsIn(workspaceRoot: AbsolutePath): ReadonlySet<string> {
  const data = dirname(pluginDataFolder(workspaceRoot, process.env));
  const text = readFileSync(join(data, 'project-graph.json'), 'utf8');
  const { nodes } = JSON.parse(text) as GraphFile;
  return new Set(
    Object.entries(nodes).flatMap(([project, { data: node }]) =>
      Object.entries(node.targets ?? {}).flatMap(([target, { executor = '' }]) =>
        ['pyo3:build', 'pyo3:sdist'].includes(executor) ? [`${project}:${target}`] : [],
      ),
    ),
  );
}

function namesIn(folder: string): readonly string[] {
  return safely(() => readdirSync(folder), []);
}

interface GraphFile {
  readonly nodes: Readonly<
    Record<
      string,
      {
        readonly data: {
          readonly targets?: Readonly<Record<string, { readonly executor?: string }>>;
        };
      }
    >
  >;
}

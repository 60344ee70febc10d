import { utimesSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { AbsolutePath } from '../files/paths.ts';
import { findNx } from '../environment/nx-installation.ts';
import { pluginDataFolder } from '../environment/workspace-data.ts';

/**
 * Has the daemon of Nx 22 write the graph that it is making to disk, by giving the file of the last
 * one another time. A task that runs in a process of its own reads its project and its options from
 * that file, and this daemon leaves it alone as long as its time is the one that it knows
 * (`writeCacheIfStale`), although it has made another graph since, after a change of files: a new
 * project is not found then, and a changed option not used, but cached as if it was. Nx 23 and newer
 * write every graph.
 *
 * Nothing happens where there is no such file, or it cannot be changed.
 */
export function renewGraphFile(
  workspaceRoot: AbsolutePath,
  env: Readonly<Record<string, string | undefined>>,
): void {
  if (findNx(workspaceRoot)?.major !== 22) return;
  const now = new Date();
  const file = join(dirname(pluginDataFolder(workspaceRoot, env)), 'project-graph.json');
  try {
    utimesSync(file, now, now);
  } catch {
    // The first graph of a workspace is always written.
  }
}

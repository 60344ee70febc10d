import { join } from 'node:path';
import type { RunningDaemon } from '../environment/nx-daemon.ts';
import { emptyMemory, youngFiles, type Memory } from './young-files.ts';

const ofThisProcess = emptyMemory();

/**
 * Tells Nx's daemon of the files that changed without its notice. Its watcher misses changes in folders
 * that were made while it runs (tried with Nx 22.7, 23.3 and 24.0 on Linux): it learns of a new folder
 * only after a moment, and never of those that were made in it meanwhile. Without this, a task would be
 * answered from the cache although its sources have changed.
 *
 * @param root the workspace; absolute.
 * @param memory what the last call found.
 * @returns the files that Nx is told of, relative to the workspace root.
 */
export async function tellOfUnwatched(
  root: string,
  daemon: RunningDaemon,
  memory: Memory = ofThisProcess,
): Promise<readonly string[]> {
  const { changed, gone } = youngFiles(root, daemon.since, memory);
  if (changed.size === 0 && gone.length === 0) return [];
  const tracked = await daemon.hashes();
  const differing = [...changed.keys()].filter(
    (file) => daemon.hash(join(root, file)) !== tracked.get(file),
  );
  const created = differing.filter((file) => !tracked.has(file));
  const updated = differing.filter((file) => tracked.has(file));
  const deleted = gone.filter((file) => tracked.has(file));
  const told = [...created, ...updated, ...deleted];
  if (told.length > 0) await daemon.tell(created, updated, deleted);
  for (const [file, stamp] of changed) memory.files.set(file, stamp);
  for (const file of gone) memory.files.delete(file);
  return told;
}

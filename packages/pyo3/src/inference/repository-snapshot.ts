import { diskReader } from '../files/disk.ts';
import { manifestsOf, type ParsedManifests } from '../project/manifests.ts';
import { readRepository, type Repository } from '../project/repository.ts';

/** Manifests by text. Nx's daemon keeps the process, so that a change costs one file's parsing. */
const parsed: ParsedManifests = new Map();

interface Snapshot {
  readonly key: string;
  readonly repository: Repository;
}

let latest: Snapshot | undefined;

/** The repository as it is on disk now. */
export function readForNodes(files: readonly string[], workspaceRoot: string): Repository {
  const repository = readRepository(files, manifestsOf(diskReader(workspaceRoot), parsed));
  latest = { key: keyOf(files, workspaceRoot), repository };
  return repository;
}

/**
 * What `readForNodes` has just read, when it was of the same files: Nx makes nodes and then
 * dependencies of one state of the disk. It is given out once, so a later call reads again.
 */
export function readForDependencies(files: readonly string[], workspaceRoot: string): Repository {
  const snapshot = latest;
  latest = undefined;
  if (snapshot?.key === keyOf(files, workspaceRoot)) return snapshot.repository;
  return readRepository(files, manifestsOf(diskReader(workspaceRoot), parsed));
}

function keyOf(files: readonly string[], workspaceRoot: string): string {
  return [workspaceRoot, ...[...files].sort()].join('\n');
}

import { diskReader } from '../files/disk.ts';
import { readExternals, type Externals } from '../project/externals.ts';
import { manifestsOf, type Manifests, type ParsedManifests } from '../project/manifests.ts';
import { readImportEdges } from './python-imports.ts';
import { readRepository, type Repository } from '../project/repository.ts';

/** Manifests and locks by text. Nx's daemon keeps the process, so that a change costs one file's parsing. */
const parsed: ParsedManifests = new Map();

/** All that both hooks need, of one state of the disk. */
export interface Snapshot {
  readonly repository: Repository;
  readonly externals: Externals;
  readonly manifests: Manifests;
}

let latest: { readonly key: string; readonly snapshot: Snapshot } | undefined;

/** The repository as it is on disk now. */
export async function readForNodes(
  files: readonly string[],
  workspaceRoot: string,
): Promise<Snapshot> {
  const snapshot = await read(files, workspaceRoot);
  latest = { key: keyOf(files, workspaceRoot), snapshot };
  return snapshot;
}

/**
 * What `readForNodes` has just read, when it was of the same files: Nx makes nodes and then
 * dependencies of one state of the disk. It is given out once, so a later call reads again.
 */
export async function readForDependencies(
  files: readonly string[],
  workspaceRoot: string,
): Promise<Snapshot> {
  const known = latest;
  latest = undefined;
  if (known?.key === keyOf(files, workspaceRoot)) return known.snapshot;
  return read(files, workspaceRoot);
}

async function read(files: readonly string[], workspaceRoot: string): Promise<Snapshot> {
  const reader = diskReader(workspaceRoot);
  const manifests = manifestsOf(reader, parsed);
  const stated = readRepository(files, manifests);
  const imports = await readImportEdges(stated, workspaceRoot, reader);
  const repository = { ...stated, edges: [...stated.edges, ...imports] };
  return { repository, manifests, externals: readExternals(repository.projects, manifests) };
}

function keyOf(files: readonly string[], workspaceRoot: string): string {
  return [workspaceRoot, ...[...files].sort()].join('\n');
}

import type { Tree } from '@nx/devkit';
import { syncManifests, type SyncResult } from '../../scaffold/sync/sync-manifests.ts';
import { withReadableErrors } from '../../scaffold/workspace/readable-errors.ts';

/**
 * Corrects every manifest that disagrees with the repository, and reports the changes.
 *
 * @throws Pyo3Error `edit-failed` if a manifest cannot be edited.
 */
export async function syncGenerator(tree: Tree): Promise<SyncResult | undefined> {
  return syncManifests(tree);
}

export default withReadableErrors<unknown, SyncResult | undefined>((tree) => syncGenerator(tree));

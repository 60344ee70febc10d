import { logger, type Tree } from '@nx/devkit';
import { cacheKeys } from '../../scaffold/corrections/cache-keys.ts';
import { cargoMembers } from '../../scaffold/corrections/cargo-members.ts';
import type { Rule } from '../../scaffold/corrections/correction.ts';
import { crateVersions } from '../../scaffold/corrections/crate-versions.ts';
import { declaredReads } from '../../scaffold/corrections/declared-reads.ts';
import { distributionVersions } from '../../scaffold/corrections/distribution-versions.ts';
import { uvMembers } from '../../scaffold/corrections/uv-members.ts';
import { readsText } from '../../observe/reads-file.ts';
import { parseReads, unhashedReads } from '../../observe/reads-record.ts';
import { correctManifests, manifestFiles } from '../../scaffold/workspace/correct-manifests.ts';
import { withReadableErrors } from '../../scaffold/workspace/readable-errors.ts';
import { surveyRepository } from '../../scaffold/workspace/repository-survey.ts';

/** In this order: who is a member decides what comes from the workspace. */
const rules: readonly Rule[] = [
  cargoMembers,
  uvMembers,
  cacheKeys,
  crateVersions,
  distributionVersions,
];

/** What Nx shows for a sync generator that changed files. */
export interface SyncResult {
  readonly outOfSyncMessage: string;
  readonly outOfSyncDetails: string[];
}

/**
 * Corrects every manifest that is not in step with the repository, and tells what it did. Nothing is
 * formatted: each edit leaves all other bytes of the file as they are.
 *
 * @throws Pyo3Error `edit-failed` when a manifest has something else where the edit belongs.
 */
export async function syncGenerator(tree: Tree): Promise<SyncResult | undefined> {
  const reads = parseReads(readsText(tree.root, process.env));
  for (const warning of unhashedReads(reads)) logger.warn(warning);
  const files = manifestFiles(await surveyRepository(tree));
  const done = correctManifests(tree, files, [...rules, declaredReads(reads)]);
  if (done.length === 0) return undefined;
  return {
    outOfSyncMessage: 'Some manifests are not in step with the projects of this repository.',
    outOfSyncDetails: [...done],
  };
}

export default withReadableErrors<unknown, SyncResult | undefined>((tree) => syncGenerator(tree));

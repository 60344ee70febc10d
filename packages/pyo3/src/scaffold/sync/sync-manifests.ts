import { logger, type Tree } from '@nx/devkit';
import { cacheKeys } from '../corrections/cache-keys.ts';
import { cargoMembers } from '../corrections/cargo-members.ts';
import type { Rule } from '../corrections/correction.ts';
import { crateVersions } from '../corrections/crate-versions.ts';
import { declaredReads } from '../corrections/declared-reads.ts';
import { distributionVersions } from '../corrections/distribution-versions.ts';
import { uvMembers } from '../corrections/uv-members.ts';
import { readsText } from '../../observe/reads-file.ts';
import { parseReads, unhashedReads } from '../../observe/reads-record.ts';
import { correctManifests, manifestFiles } from '../workspace/correct-manifests.ts';
import { surveyRepository } from '../workspace/repository-survey.ts';

/** The order matters: the members decide which distributions come from the workspace. */
const rules: readonly Rule[] = [
  cargoMembers,
  uvMembers,
  cacheKeys,
  crateVersions,
  distributionVersions,
];

/** The message that Nx shows if a sync generator changed files. */
export interface SyncResult {
  readonly outOfSyncMessage: string;
  readonly outOfSyncDetails: string[];
}

/**
 * Corrects every manifest that disagrees with the repository, and reports the changes. Nothing is
 * formatted: each edit keeps all other bytes of the file.
 *
 * @throws Pyo3Error `edit-failed` if a manifest cannot be edited.
 */
export async function syncManifests(tree: Tree): Promise<SyncResult | undefined> {
  const reads = parseReads(readsText(tree.root, process.env));
  for (const warning of unhashedReads(reads)) logger.warn(warning);
  const files = manifestFiles(await surveyRepository(tree));
  const done = correctManifests(tree, files, [...rules, declaredReads(reads)]);
  if (done.length === 0) return undefined;
  return {
    outOfSyncMessage: 'Some manifests disagree with the projects of this repository.',
    outOfSyncDetails: [...done],
  };
}

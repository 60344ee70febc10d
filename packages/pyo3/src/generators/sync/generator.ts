import type { Tree } from '@nx/devkit';
import { manifestsOf } from '../../project/manifests.ts';
import { readRepository } from '../../project/repository.ts';
import { treeReader } from '../../files/tree.ts';
import { childPath } from '../../project/workspace-path.ts';
import { withReadableErrors } from '../readable-errors.ts';
import { surveyRepository } from '../repository-survey.ts';
import { cacheKeys } from './cache-keys.ts';
import { cargoMembers } from './cargo-members.ts';
import type { Rule } from './correction.ts';
import { crateVersions } from './crate-versions.ts';
import { distributionVersions } from './distribution-versions.ts';
import { uvMembers } from './uv-members.ts';

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
  const { cargoFolders, pyprojectFolders } = await surveyRepository(tree);
  const files = [
    ...cargoFolders.map((folder) => childPath(folder, 'Cargo.toml')),
    ...pyprojectFolders.map((folder) => childPath(folder, 'pyproject.toml')),
  ];
  const done = rules.flatMap((rule) => apply(rule, files, tree));
  if (done.length === 0) return undefined;
  return {
    outOfSyncMessage: 'Some manifests are not in step with the projects of this repository.',
    outOfSyncDetails: done,
  };
}

/** The manifests are read anew for each rule, with what the ones before have written. */
function apply(rule: Rule, files: readonly string[], tree: Tree): readonly string[] {
  const manifests = manifestsOf(treeReader(tree));
  const repository = readRepository(files, manifests);
  return rule({ repository, manifests }).flatMap(({ file, edit, what }) => {
    const before = tree.read(file, 'utf-8') ?? '';
    const after = edit(before);
    if (after === before) return [];
    tree.write(file, after);
    return [`${file}: ${what}`];
  });
}

export default withReadableErrors<unknown, SyncResult | undefined>((tree) => syncGenerator(tree));

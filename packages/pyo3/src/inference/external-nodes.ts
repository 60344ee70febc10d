import type { ProjectGraphExternalNode } from '@nx/devkit';
import type { ExternalPackage } from '../project/locks/external-package.ts';
import type { Externals } from '../project/reads/externals.ts';
import { allMaterials } from '../targets/all-materials.ts';
import type { ProjectUses } from '../targets/target-context.ts';

/** The packages of all locks, and the sets of them that tasks name. */
export function externalNodesOf(
  { packages }: Externals,
  uses: readonly ProjectUses[],
): Record<string, ProjectGraphExternalNode> {
  const sets = uses.flatMap((one) => allMaterials(one).sets);
  return Object.fromEntries([...packages, ...sets].map((one) => [one.key, nodeOf(one)]));
}

function nodeOf({ key, type, packageName, version, hash }: ExternalPackage) {
  // Nx's type leaves no other name; what Nx itself reads is the text behind the colon.
  return { type, name: key as `npm:${string}`, data: { version, packageName, hash } };
}

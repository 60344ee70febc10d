import { unionOfMaterials, type Materials } from '../project/reads/materials.ts';
import type { ProjectUses } from './target-context.ts';

/** What any task of a project reads beside the files of projects. */
export function allMaterials(uses: ProjectUses): Materials {
  const { rust, cargoTest, pytest, typedDistributions, imported, typed, builders } = uses;
  return unionOfMaterials([
    ...[rust, cargoTest, pytest].map(({ materials }) => materials),
    ...[typedDistributions, imported, typed, builders],
    ...Object.values(uses.settings),
    ...Object.values(uses.ownSettings),
  ]);
}

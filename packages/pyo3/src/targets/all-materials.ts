import { unionOfMaterials, type Materials } from '../project/reads/materials.ts';
import { rememberedPer } from '../project/folder/remembered-per.ts';
import type { ProjectUses } from './target-context.ts';

/** What any task of a project reads beside the files of projects. */
export const allMaterials = rememberedPer((uses: ProjectUses): Materials => {
  const { imported, typed, builders } = uses;
  return unionOfMaterials([materialsButManifests(uses), imported, typed, builders]);
});

/** The same without what the manifests of other projects say. */
export const materialsButManifests = rememberedPer((uses: ProjectUses): Materials => {
  const { rust, cargoTest, pytest, typedDistributions, linter, checker, tester } = uses;
  return unionOfMaterials([
    ...[rust, cargoTest, pytest].map(({ materials }) => materials),
    ...[typedDistributions, linter, checker, tester],
    ...Object.values(uses.packageReads),
    ...Object.values(uses.settings),
    ...Object.values(uses.ownSettings),
  ]);
});

import { unionOfMaterials, type Materials } from '../project/reads/materials.ts';
import { rememberedPer } from '../project/folder/remembered-per.ts';
import type { ProjectUses } from './target-context.ts';

/** What any task of a project reads beside the files of projects. */
export const allMaterials = rememberedPer((uses: ProjectUses): Materials => {
  const { rust, cargoTest, pytest, typedDistributions, imported, typed, builders } = uses;
  const { linter, checker, tester } = uses;
  return unionOfMaterials([
    ...[rust, cargoTest, pytest].map(({ materials }) => materials),
    ...[typedDistributions, imported, typed, builders],
    ...[linter, checker, tester],
    ...Object.values(uses.packageReads),
    ...Object.values(uses.settings),
    ...Object.values(uses.ownSettings),
  ]);
});

import { setNode, type Materials } from './materials.ts';

/**
 * The same with one node for all sets of a kind: what a whole closure says, which a task names by one
 * name and Nx looks up once, however many projects are in the closure. Another digest of one of the sets
 * is another one of the whole.
 */
export function asOneSet(materials: Materials): Materials {
  const { sets } = materials;
  if (sets.length <= 2) return materials;
  const together = (['cargo', 'pypi'] as const).flatMap((type) => {
    const keys = sets.filter((one) => one.type === type).map(({ key }) => key);
    return keys.length === 0 ? [] : [setNode(type, 'closure', keys.sort().join('\n'))];
  });
  return { ...materials, sets: together };
}

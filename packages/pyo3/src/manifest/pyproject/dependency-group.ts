import { normalizeDistributionName } from '../../python/distribution-name.ts';
import type { Pyproject } from './pyproject.ts';

/**
 * The requirements of a dependency group and of the groups that it includes, in file order (PEP
 * 735). Each group counts once: groups may include each other, and if each group includes the next
 * one twice, the number would double with every step.
 */
export function groupRequirements(
  { dependencyGroups }: Pick<Pyproject, 'dependencyGroups'>,
  group: string,
): readonly string[] {
  const groups = new Map(
    Object.entries(dependencyGroups)
      .map(([name, elements]) => [normalizeDistributionName(name), elements] as const)
      .reverse(),
  );
  const seen = new Set<string>();
  const found: string[] = [];
  // The walk uses a list instead of recursion, because each group may include the next.
  const waiting: (string | { readonly includeGroup: string })[] = [{ includeGroup: group }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next === 'string') {
      found.push(next);
      continue;
    }
    const name = normalizeDistributionName(next.includeGroup);
    if (seen.has(name)) continue;
    seen.add(name);
    for (const element of [...(groups.get(name) ?? [])].reverse()) waiting.push(element);
  }
  return found;
}

import { normalizeDistributionName } from '../../python/distribution-name.ts';
import type { Pyproject } from './pyproject.ts';

/**
 * The requirements of a dependency group and of the groups that it includes, in the order of the file
 * (PEP 735). Each group counts once: groups may include each other, and two that each include the next
 * twice would double with every step.
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
  // By a list and not by recursion, since each group may include the next.
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

import type { Pyproject } from '../../manifest/pyproject/pyproject.ts';
import { normalizeDistributionName } from '../../python/distribution-name.ts';
import { parseRequirement } from '../../python/requirement.ts';
import { namedRequirements, poetryNames } from '../../manifest/pyproject/named-requirements.ts';

/** The tools that none of the files requires: no dependency, group, extra or `dev-dependencies`. */
export function missingTools(
  tools: readonly string[],
  pyprojects: readonly Pyproject[],
): readonly string[] {
  const named = new Set(
    pyprojects.flatMap((pyproject) => [
      ...namedRequirements(pyproject).flatMap(
        (text) => parseRequirement(text)?.normalizedName ?? [],
      ),
      ...poetryNames(pyproject).map(normalizeDistributionName),
    ]),
  );
  return tools.filter((tool) => !named.has(parseRequirement(tool)?.normalizedName ?? tool));
}

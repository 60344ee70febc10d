/**
 * The dependency groups and extras that are installed into a project's environment, in addition to
 * its dependencies.
 */
import { normalizeDistributionName } from '../../python/distribution-name.ts';
import { parseRequirement } from '../../python/requirement.ts';
import { stringsField, tableField } from '../../toml/fields.ts';
import { groupRequirements } from './dependency-group.ts';
import type { Pyproject } from './pyproject.ts';

/** The names of groups (PEP 735) and extras, as the pyproject.toml spells them. */
export interface InstalledGroups {
  readonly groups: readonly string[];
  readonly extras: readonly string[];
}

/** Conventional names for test requirements; they count if a project has exactly one of them. */
const testNames = ['test', 'tests', 'testing'];

/**
 * The groups and extras that are installed by default: uv's default groups, the group, or else the
 * extra, for tests, and the one with the type checker that the file configures. `stated` adds to the
 * default groups and replaces the guess.
 *
 * @param stated the options of `develop`; names that the project does not have are ignored.
 */
export function installedGroups(
  pyproject: Pyproject,
  stated: Partial<InstalledGroups> = {},
): InstalledGroups {
  const own = tableField(pyproject.tool, 'nx-pyo3');
  const named = (kind: 'groups' | 'extras', known: readonly string[]) => [
    ...matching([...(stated[kind] ?? []), ...stringsField(own, kind)], known),
  ];
  const groups = Object.keys(pyproject.dependencyGroups);
  const extras = Object.keys(pyproject.project?.optionalDependencies ?? {});
  const chosen = { groups: named('groups', groups), extras: named('extras', extras) };
  const isChosen = chosen.groups.length + chosen.extras.length > 0;
  const guessed = isChosen ? [] : [forTests(groups, extras), forTypes(pyproject)];
  return {
    groups: unique([
      ...defaultGroups(pyproject),
      ...chosen.groups,
      ...guessed.flatMap((each) => each.groups),
    ]),
    extras: unique([...chosen.extras, ...guessed.flatMap((each) => each.extras)]),
  };
}

/** uv's `[tool.uv] default-groups`, a list or `"all"`; `dev` if it is not set. */
export function defaultGroups(pyproject: Pyproject): readonly string[] {
  const groups = Object.keys(pyproject.dependencyGroups);
  const stated = tableField(pyproject.tool, 'uv')?.['default-groups'];
  if (stated === 'all') return groups;
  const names =
    stated === undefined
      ? ['dev']
      : stringsField(tableField(pyproject.tool, 'uv'), 'default-groups');
  return matching(names, groups);
}

/**
 * The requirements of the default groups and the groups that they include, and of uv's
 * `dev-dependencies`.
 */
export function defaultRequirements(pyproject: Pyproject): readonly string[] {
  const own = defaultGroups(pyproject).flatMap((group) => groupRequirements(pyproject, group));
  return unique([...own, ...pyproject.uv.devDependencies]);
}

/** The requirements of an extra. */
export function extraRequirements(pyproject: Pyproject, extra: string): readonly string[] {
  const extras = Object.entries(pyproject.project?.optionalDependencies ?? {});
  const wanted = normalizeDistributionName(extra);
  return extras.find(([name]) => normalizeDistributionName(name) === wanted)?.[1] ?? [];
}

function forTests(groups: readonly string[], extras: readonly string[]): InstalledGroups {
  const groupsForTests = matching(testNames, groups);
  if (groupsForTests.length > 0) {
    return { groups: groupsForTests.length === 1 ? groupsForTests : [], extras: [] };
  }
  const extrasForTests = matching(testNames, extras);
  if (extrasForTests.length > 1) return { groups: [], extras: [] };
  return {
    groups: [],
    extras: extrasForTests.length === 1 ? extrasForTests : matching(['dev'], extras),
  };
}

/**
 * What a type checker needs, such as stubs and the packages that the sources import, is listed with
 * it: the one group, or else the one extra, that names it, unless it is installed anyway.
 */
function forTypes(pyproject: Pyproject): InstalledGroups {
  const checkers = ['mypy', 'pyright', 'basedpyright'].filter(
    (name) => tableField(pyproject.tool, name) !== undefined,
  );
  const hasChecker = (texts: readonly unknown[]) =>
    texts.some(
      (text) =>
        typeof text === 'string' && checkers.includes(parseRequirement(text)?.normalizedName ?? ''),
    );
  const none = { groups: [], extras: [] };
  if (hasChecker(defaultRequirements(pyproject))) return none;
  const named = (lists: Readonly<Record<string, readonly unknown[]>>) =>
    Object.entries(lists).flatMap(([name, texts]) => (hasChecker(texts) ? [name] : []));
  const groups = named(pyproject.dependencyGroups);
  if (groups.length > 0) return groups.length === 1 ? { groups, extras: [] } : none;
  const extras = named(pyproject.project?.optionalDependencies ?? {});
  return extras.length === 1 ? { groups: [], extras } : none;
}

/**
 * The names in the file that are also in another list, in the file's spelling and the list's order.
 */
function matching(names: readonly string[], known: readonly string[]): readonly string[] {
  return names.flatMap((name) => {
    const wanted = normalizeDistributionName(name);
    return known.find((one) => normalizeDistributionName(one) === wanted) ?? [];
  });
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}

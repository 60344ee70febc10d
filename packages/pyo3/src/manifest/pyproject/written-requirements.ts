import { tableField } from '../../toml/fields.ts';
import type { TomlPath } from '../../toml/locate.ts';
import type { Pyproject } from './pyproject.ts';

/** A requirement (PEP 508) and where it is written. */
export interface WrittenRequirement {
  readonly path: TomlPath;
  readonly text: string;
}

/**
 * The requirements of `[project]`, its extras, the dependency groups and `[build-system]`. Poetry's
 * own tables have other constraints, which are not written there.
 */
export function writtenRequirements(pyproject: Pyproject): readonly WrittenRequirement[] {
  const { dependencyGroups, document, buildSystem } = pyproject;
  const isWritten = tableField(document, 'project') !== undefined;
  const project = isWritten ? pyproject.project : undefined;
  const groups = tableField(document, 'dependency-groups') ?? {};
  const list = (path: TomlPath, texts: readonly unknown[]) =>
    texts.flatMap((text, index) =>
      typeof text === 'string' ? [{ path: [...path, index], text }] : [],
    );
  return [
    ...list(['project', 'dependencies'], project?.dependencies ?? []),
    ...Object.entries(project?.optionalDependencies ?? {}).flatMap(([extra, texts]) =>
      list(['project', 'optional-dependencies', extra], texts),
    ),
    ...Object.entries(dependencyGroups).flatMap(([group, texts]) =>
      Object.hasOwn(groups, group) ? list(['dependency-groups', group], texts) : [],
    ),
    ...list(['build-system', 'requires'], buildSystem?.requires ?? []),
  ];
}

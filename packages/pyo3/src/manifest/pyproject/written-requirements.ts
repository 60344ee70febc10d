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
 * own tables have other constraints, which are not written there, and neither is what a setup.cfg says.
 */
export function writtenRequirements(pyproject: Pyproject): readonly WrittenRequirement[] {
  const { dependencyGroups, document, buildSystem } = pyproject;
  const stated = tableField(document, 'project');
  const project = stated === undefined ? undefined : pyproject.project;
  const dependencies = stated?.['dependencies'] === undefined ? [] : project?.dependencies;
  const groups = tableField(document, 'dependency-groups') ?? {};
  const list = (path: TomlPath, texts: readonly unknown[]) =>
    texts.flatMap((text, index) =>
      typeof text === 'string' ? [{ path: [...path, index], text }] : [],
    );
  return [
    ...list(['project', 'dependencies'], dependencies ?? []),
    ...Object.entries(project?.optionalDependencies ?? {}).flatMap(([extra, texts]) =>
      list(['project', 'optional-dependencies', extra], texts),
    ),
    ...Object.entries(dependencyGroups).flatMap(([group, texts]) =>
      Object.hasOwn(groups, group) ? list(['dependency-groups', group], texts) : [],
    ),
    ...list(['build-system', 'requires'], buildSystem?.requires ?? []),
  ];
}

/**
 * Everything that a pyproject.toml requires for users and developers, in any of its tables.
 */
import { entriesOf, tableField } from '../../toml/fields.ts';
import type { Pyproject } from './pyproject.ts';

/**
 * The requirements (PEP 508) of the project, its extras, its groups and uv's `dev-dependencies`.
 */
export function namedRequirements({ project, dependencyGroups, uv }: Pyproject): readonly string[] {
  return [
    ...(project?.dependencies ?? []),
    ...Object.values(project?.optionalDependencies ?? {}).flat(),
    ...Object.values(dependencyGroups)
      .flat()
      .filter((element) => typeof element === 'string'),
    ...uv.devDependencies,
  ];
}

/** The names in poetry's own tables, which are not PEP 508 requirements. */
export function poetryNames({ tool }: Pyproject): readonly string[] {
  const poetry = tableField(tool, 'poetry');
  const groups = entriesOf(tableField(poetry, 'group')).map(([name]) =>
    tableField(tableField(tableField(poetry, 'group'), name), 'dependencies'),
  );
  return [tableField(poetry, 'dependencies'), tableField(poetry, 'dev-dependencies'), ...groups]
    .flatMap(entriesOf)
    .map(([name]) => name);
}

/**
 * What a pyproject.toml requires for its users and its developers, wherever it says so.
 */
import { entriesOf, tableField } from '../../toml/fields.ts';
import type { Pyproject } from './pyproject.ts';

/** Requirements (PEP 508) of the project, its extras, its groups and uv's `dev-dependencies`. */
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

/** Names in poetry's own tables, which are not requirements of PEP 508. */
export function poetryNames({ tool }: Pyproject): readonly string[] {
  const poetry = tableField(tool, 'poetry');
  const groups = entriesOf(tableField(poetry, 'group')).map(([name]) =>
    tableField(tableField(tableField(poetry, 'group'), name), 'dependencies'),
  );
  return [tableField(poetry, 'dependencies'), tableField(poetry, 'dev-dependencies'), ...groups]
    .flatMap(entriesOf)
    .map(([name]) => name);
}

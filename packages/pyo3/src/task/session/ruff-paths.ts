import { posix } from 'node:path';
import { manifestsOf } from '../../project/folder/manifests.ts';
import { packagePaths } from '../../project/edges/package-paths.ts';
import { configuresRuff } from '../../project/settings/ruff-settings.ts';
import type { TaskSession } from './task-session.ts';

/**
 * What ruff looks at: the project's folder where settings say what to leave out; where nobody has set
 * up ruff, the packages and tests, and not what lies beside them (documentation, scripts).
 */
export function ruffPaths({ project, projectRoots, reader }: TaskSession): readonly string[] {
  if (configuresRuff(project.root, manifestsOf(reader))) return ['.'];
  const packages = packagePaths(project, projectRoots, reader);
  const tests = project.testPaths.map((path) => posix.relative(project.root, path));
  if (packages.length === 0 || tests.includes('')) return ['.'];
  return [
    ...packages,
    ...tests.filter((path) => !packages.some((one) => path.startsWith(`${one}/`))),
  ];
}

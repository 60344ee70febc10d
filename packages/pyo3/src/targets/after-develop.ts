import type { TargetConfiguration } from '@nx/devkit';
import { isInstallable } from '../project/folder/pyo3-project.ts';
import type { TargetContext } from './target-context.ts';

/**
 * `dependsOn` of what looks at the environment: it has to have the project itself and `others`, in
 * these sources, and what they depend on.
 */
export function afterDevelop(
  { project, names: { develop } }: TargetContext,
  others: readonly string[],
): NonNullable<TargetConfiguration['dependsOn']> {
  if (develop === undefined) return [];
  return [
    ...(isInstallable(project) ? [develop] : []),
    ...(others.length === 0 ? [] : [{ projects: [...others], target: develop }]),
  ];
}

import type { TargetConfiguration } from '@nx/devkit';
import type { Pyo3Error } from '../diagnostics/pyo3-error.ts';
import { targetIds, type TargetNames } from './target-names.ts';

/**
 * The targets of a project that cannot be read: every name that it could have, each of which says
 * why and fails. A missing target would be worse: `nx run-many -t test` would pass without it.
 */
export function brokenTargets(
  error: Pyo3Error,
  names: TargetNames,
): Readonly<Record<string, TargetConfiguration>> {
  const options = {
    message: error.message,
    code: error.code,
    ...(error.location ?? {}),
    ...(error.hint === undefined ? {} : { hint: error.hint }),
  };
  const target: TargetConfiguration = {
    executor: 'pyo3:broken',
    cache: false,
    options,
    inputs: ['{projectRoot}/**/*', { externalDependencies: [] }],
    metadata: { description: `Fails: ${error.message}`, technologies: [] },
  };
  const used = targetIds.map((id) => names[id]).filter((name) => name !== undefined);
  return Object.fromEntries(used.map((name) => [name, target]));
}

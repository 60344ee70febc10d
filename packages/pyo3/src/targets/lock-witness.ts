import type { TargetConfiguration } from '@nx/devkit';
import { allMaterials } from './all-materials.ts';
import type { Input, TargetContext } from './target-context.ts';

/**
 * The input of a task that reads a part of a lock file or of a root manifest, beside a `dependsOn`
 * of the witness. No file matches it, so it is nothing in the task's key.
 *
 * `nx affected` looks at files and at nothing else, so it would not see that a locked version has
 * changed. Nx 22, 23 and 24's legacy mode take a project for affected when any of its targets names
 * the changed file, which the witness does; Nx 24 takes a task for affected when it reads outputs of
 * an affected task. So every project that reads a lock is selected when the lock changes, and whose
 * part of it did not change is answered from the cache. That is observed and not promised by Nx, so
 * a test holds it for every supported version.
 */
export const witnessed = {
  dependentTasksOutputFiles: '**/*.never-matches',
} as const satisfies Input;

/** True for a target that reads a part of a file which the witness names. */
export function isWitnessed({ inputs = [] }: TargetConfiguration): boolean {
  return inputs.includes(witnessed);
}

/** `undefined` for a project that reads no such file. */
export function lockWitness({ uses }: TargetContext): TargetConfiguration | undefined {
  const { readFrom } = allMaterials(uses);
  if (readFrom.length === 0) return undefined;
  return {
    executor: 'pyo3:lock-witness',
    cache: true,
    inputs: [...readFrom.map((file) => `{workspaceRoot}/${file}`), { externalDependencies: [] }],
    // Nx 24 looks for affected outputs of cached tasks only, so there must be one by name.
    outputs: ['{projectRoot}/.lock-witness'],
    metadata: {
      description: 'Does nothing; makes nx affected notice a change of the lock files',
      technologies: [],
    },
  };
}

import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { variable } from '../process/find-program.ts';

/** `none`: one will be made in the workspace when a task needs it. */
export type WorkspaceEnvironment =
  { readonly kind: 'virtual' | 'conda'; readonly folder: string } | { readonly kind: 'none' };

/**
 * The environment of the workspace itself, by the same order as `resolvePythonEnvironment`, which
 * waits for programs that the fingerprint need not ask.
 */
export function workspaceEnvironment(
  root: string,
  env: Readonly<Record<string, string>>,
): WorkspaceEnvironment {
  for (const folder of [join(root, '.venv'), variable(env, 'VIRTUAL_ENV')]) {
    if (folder && existsSync(folder)) return { kind: 'virtual', folder: resolve(root, folder) };
  }
  const conda = variable(env, 'CONDA_PREFIX');
  const isBase = ['base', 'root'].includes(variable(env, 'CONDA_DEFAULT_ENV') ?? '');
  return conda && !isBase ? { kind: 'conda', folder: resolve(root, conda) } : { kind: 'none' };
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram } from '../process/find-program.ts';
import type { PythonEnvironment, Tool } from './python-environment.ts';

export interface BackendRequest {
  /** Module of the build backend (PEP 517). */
  readonly module: string;
  /** `[build-system] requires`. */
  readonly requires: readonly string[];
  readonly environment: PythonEnvironment;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * A Python in which a build backend can be imported: the environment's own where it has the module,
 * else one that uv puts in front of it with what the build system requires. `undefined` without both.
 */
export function findBackendPython(request: BackendRequest): Tool | undefined {
  const { module, requires, environment, env } = request;
  const { executable, sitePackages } = environment.interpreter;
  if (existsSync(join(sitePackages, module, '__init__.py'))) {
    return { name: 'python', program: executable, args: [], origin: 'environment' };
  }
  const uv = findProgram('uv', env);
  if (uv === undefined) return undefined;
  const wanted = requires.length > 0 ? requires : [module];
  const args = [
    ...['run', '--quiet', '--isolated', '--no-project', '--python', executable],
    ...wanted.flatMap((requirement) => ['--with', requirement]),
    'python',
  ];
  return { name: 'python', program: uv, args, origin: 'uvx' };
}

import { realpathSync } from 'node:fs';
import { Pyo3Error } from '../diagnostics/pyo3-error.ts';
import type { Ask } from '../process/ask.ts';
import { findProgram } from '../process/find-program.ts';

/**
 * Whether git tracks anything of an environment, or a link in its place. Its Python is then a program of
 * the repository, which making a cache key must not start.
 *
 * @param prefix absolute path of the environment, or of a Python that belongs to none.
 * @param ask in the workspace root.
 */
export function isTrackedEnvironment(
  prefix: string,
  env: Readonly<Record<string, string>>,
  ask: Ask,
): boolean {
  const git = findProgram('git', env);
  if (git === undefined) return false;
  const places = new Set([prefix, realpathSync(prefix)]);
  // git fails for a folder outside the repository: that one is the user's own.
  return [...places].some((place) => {
    const tracked = ask(git, ['--literal-pathspecs', 'ls-files', '-z', '--', place]);
    return tracked !== undefined && tracked !== '';
  });
}

/** @param shown path of the environment for the message. */
export function trackedEnvironment(shown: string): Pyo3Error {
  return new Pyo3Error({
    code: 'environment-broken',
    message: `git tracks files of the virtual environment ${shown}, so its Python is not started: it would run a program of the repository before any task.`,
    hint: `Run \`git rm -r --cached ${shown}\`, add ${shown}/ to .gitignore, and make the environment again.`,
  });
}

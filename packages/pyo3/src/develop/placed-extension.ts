import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { PythonEnvironment } from '../environment/python-environment.ts';
import { removeLibrary } from '../files/place-file.ts';
import type { MaturinProject } from '../project/folder/pyo3-project.ts';
import { staleExtensions } from './stale-extensions.ts';
import type { TaskSession } from '../task/session/task-session.ts';

/**
 * Removes extensions of earlier builds that Python would load instead of the one just placed, for
 * example after a crate has moved to the stable ABI; what git tracks is the user's and stays.
 */
export async function removeStaleExtensions(
  session: TaskSession,
  { extension }: MaturinProject,
  { interpreter }: PythonEnvironment,
): Promise<void> {
  if (extension.packageDir === undefined) return;
  const folder = join(session.workspaceRoot, extension.packageDir);
  const files = readdirSync(folder).map((name) => ({
    name,
    modified: statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0,
  }));
  for (const name of staleExtensions(files, extension.initName, interpreter.extSuffix)) {
    const shown = `${extension.packageDir}/${name}`;
    if (await session.isTracked(shown)) {
      session.warn(
        `${shown} is older than the extension just built, and Python may load it instead.`,
        `It is tracked by git: git rm ${shown}`,
      );
      continue;
    }
    removeLibrary(join(folder, name));
    session.say(`removed ${shown}: an earlier build that Python would load instead of this one`);
  }
}

import { posix } from 'node:path';
import type { FileReader } from '../../files/file-reader.ts';
import { providedModules, pythonBaseOf } from './provided-modules.ts';
import { pythonFilesOf } from '../paths/python-files.ts';
import type { Pyo3Project } from '../folder/pyo3-project.ts';
import { childPath } from '../folder/workspace-path.ts';

/**
 * Folders and files of what a project installs, relative to its folder: its packages, without tests,
 * documentation and scripts beside them. Empty where that is not known, or is an extension alone.
 *
 * @param roots of all projects.
 */
export function packagePaths(
  project: Pyo3Project,
  roots: readonly string[],
  reader: FileReader,
): readonly string[] {
  const files = pythonFilesOf(project, new Set(roots), reader);
  const base = pythonBaseOf(project, files);
  const found = providedModules(project, files).map((name) => {
    const path = childPath(base, ...name.split('.'));
    return [path, `${path}.py`].find((one) => reader.isDirectory(one) || reader.isFile(one));
  });
  if (found.includes(undefined)) return [];
  return found
    .filter((path) => path !== undefined)
    .map((path) => posix.relative(project.root, path))
    .filter((path) => path !== '');
}

import type { FileReader } from '../../files/file-reader.ts';
import { ignoreRulesIn, isIgnored, rulesWithin, type IgnoreRules } from './ignored-files.ts';
import type { Pyo3Project } from '../folder/pyo3-project.ts';
import { childPath } from '../folder/workspace-path.ts';

/** Folders whose Python files are none of the repository's, also where no ignore file says so. */
const foreign: ReadonlySet<string> = new Set(['node_modules', '__pycache__']);

/** The same, directly in a project's folder: what build backends leave there. */
const built: ReadonlySet<string> = new Set(['build', 'dist']);

/** Files that say so of the folder that they are in: virtual environments (PEP 405), and caches. */
const markers: readonly string[] = ['pyvenv.cfg', 'CACHEDIR.TAG'];

/**
 * Paths of the Python files in a project's folder that Nx sees too, sorted, without those of the
 * projects in it. Hidden folders are left out, links to folders not followed.
 *
 * @param roots of all projects.
 */
export function pythonFilesOf(
  project: Pyo3Project,
  roots: ReadonlySet<string>,
  reader: FileReader,
): readonly string[] {
  if (project.distribution === undefined) return [];
  const files: string[] = [];
  const visit = (folder: string, above: IgnoreRules) => {
    if (folder !== project.root && markers.some((name) => reader.isFile(`${folder}/${name}`)))
      return;
    const rules = folder === above.folder ? above : rulesWithin(folder, above, reader);
    for (const { name, kind } of reader.entries(folder)) {
      const path = childPath(folder, name);
      if (kind !== 'folder') {
        if (name.endsWith('.py') && !isIgnored(path, rules)) files.push(path);
        continue;
      }
      if (name.startsWith('.') || foreign.has(name) || roots.has(path)) continue;
      if (folder === project.root && built.has(name)) continue;
      if (!isIgnored(`${path}/`, rules)) visit(path, rules);
    }
  };
  visit(project.root, ignoreRulesIn(project.root, reader));
  return files.sort();
}

import type { FileReader } from '../files/file-reader.ts';
import type { Pyo3Project } from './pyo3-project.ts';
import { childPath } from './workspace-path.ts';

/** Folders whose Python files are none of the repository's. Hidden ones are left out as well. */
const foreign = new Set(['node_modules', 'target', 'dist', 'build', 'venv', 'env', '__pycache__']);

/** A link to a folder around it would have no end. */
const maximalDepth = 16;

/**
 * Paths of the Python files in a project's folder, sorted, without those of the projects in it.
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
  const visit = (folder: string, depth: number) => {
    for (const name of reader.list(folder)) {
      const path = childPath(folder, name);
      if (name.endsWith('.py')) files.push(path);
      // What has an extension is asked, the rest is just listed: no folder has no entries.
      else if (name.startsWith('.') || foreign.has(name) || roots.has(path)) continue;
      else if (depth < maximalDepth && (!name.includes('.') || reader.isDirectory(path))) {
        visit(path, depth + 1);
      }
    }
  };
  visit(project.root, 0);
  return files.sort();
}

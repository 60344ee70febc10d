import type { FileReader } from '../../files/file-reader.ts';
import { Pyo3Error } from '../../diagnostics/pyo3-error.ts';
import { detectProject } from './detect.ts';
import { manifestsOf } from '../folder/manifests.ts';
import type { Pyo3Project } from '../folder/pyo3-project.ts';

/**
 * The project of one folder, for an executor. `name` is the one that its manifests give; the name that
 * Nx has for it is in the executor's context.
 *
 * @param root folder relative to the workspace root, `'.'` for the root.
 * @throws Pyo3Error `project-unknown` when no manifest makes the folder a project; what reading its
 * manifests throws.
 */
export function loadProject(root: string, reader: FileReader): Pyo3Project {
  const project = detectProject(root, manifestsOf(reader));
  if (project === undefined) {
    throw new Pyo3Error({
      code: 'project-unknown',
      message: `The folder ${root} holds neither a crate nor a Python project.`,
      location: { file: root },
      hint: 'Add a Cargo.toml with [package] or a pyproject.toml with [project], or generate both: nx g pyo3:lib <directory>',
    });
  }
  return project;
}

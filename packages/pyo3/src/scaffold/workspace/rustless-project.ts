import { Pyo3Error } from '../../diagnostics/pyo3-error.ts';
import type { Pyo3Project, PythonProject } from '../../project/folder/pyo3-project.ts';

export interface RustlessProject {
  readonly project: PythonProject;
  /** The error that says why the project cannot get Rust. */
  readonly refused: (why: string, hint?: string) => Pyo3Error;
}

/**
 * A Python package that a wheel is made of, with no Rust in its folder.
 *
 * @param generator whose name the hint has.
 * @throws Pyo3Error `option-invalid` for every other project.
 */
export function rustlessProject(project: Pyo3Project, generator: string): RustlessProject {
  const { name, root } = project;
  const example = `Name a Python project with a build backend below the root: nx g pyo3:${generator} mylib`;
  const refused = (why: string, hint = example) =>
    new Pyo3Error({
      code: 'option-invalid',
      message: `The project "${name}" cannot get Rust: ${why}.`,
      hint,
    });
  if (project.kind !== 'python') {
    throw refused(`it is ${project.kind === 'crate' ? 'a crate' : 'built with Rust already'}`);
  }
  if (root === '.') throw refused('it is the root of the repository');
  if (project.crate) throw refused('there is a crate in its folder');
  if (project.virtual) throw refused('it has no [build-system], so no wheel is made of it');
  return { project, refused };
}

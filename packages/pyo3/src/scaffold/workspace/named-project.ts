import { Pyo3Error } from '../../diagnostics/pyo3-error.ts';
import type { Pyo3Project } from '../../project/folder/pyo3-project.ts';
import type { Repository } from '../../project/edges/repository.ts';

/** Throws `project-unknown` for a name that no cargo or Python project has. */
export function namedProject({ projects }: Repository, name: string): Pyo3Project {
  const project = projects.find((one) => one.name === name);
  if (project !== undefined) return project;
  throw new Pyo3Error({
    code: 'project-unknown',
    message: `There is no project "${name}".`,
    hint: 'List them with: nx show projects',
  });
}

import { cratesOf, type Pyo3Project } from '../../project/folder/pyo3-project.ts';

/**
 * Whether cargo needs an interpreter to compile the project: it, or a crate of the repository that
 * it uses, depends on pyo3. What does not need one must work where no Python is installed.
 *
 * @param dependencies what each project depends on, by name, as in Nx's graph.
 * @param load the project of a name; `undefined` where there is none that the plugin knows.
 */
export function needsPython(
  project: Pyo3Project,
  dependencies: (name: string) => readonly string[],
  load: (name: string) => Pyo3Project | undefined,
): boolean {
  const seen = new Set([project.name]);
  const queue = [project];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (compilesPyo3(next)) return true;
    const unseen = dependencies(next.name).filter((name) => !seen.has(name));
    for (const name of unseen) seen.add(name);
    queue.push(...unseen.map(load).filter((each) => each !== undefined));
  }
  return false;
}

function compilesPyo3(project: Pyo3Project): boolean {
  return project.kind === 'maturin' || project.kind === 'setuptools-rust'
    ? true
    : cratesOf(project).some((crate) => crate.pyo3Requirement !== undefined);
}

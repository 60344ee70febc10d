import { Pyo3Error } from '../diagnostics/pyo3-error.ts';
import type { MaturinProject } from '../project/folder/pyo3-project.ts';

/**
 * maturin only warns, and succeeds, when the library that it has built does not define the function
 * by which Python loads it; the import would fail later.
 *
 * @param output what maturin printed.
 * @throws Pyo3Error `init-symbol-missing` when that warning is in it.
 */
export function requireInitSymbol(project: MaturinProject, output: string): void {
  if (!/Couldn't find the symbol .?PyInit_/.test(output)) return;
  const { moduleName, initName } = project.extension;
  throw new Pyo3Error({
    code: 'init-symbol-missing',
    message: `Python cannot import ${moduleName}: the library was built, and it does not define PyInit_${initName}.`,
    location: { file: project.distribution.pyprojectPath },
    hint:
      `Call the #[pymodule] of the crate ${project.crate.name} \`${initName}\`, ` +
      `or end [tool.maturin] module-name with the name that it has.`,
  });
}

import { initSymbolMissing } from '../compile/require-loadable.ts';
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
  throw initSymbolMissing(project);
}

import type { Pyo3Error } from '../diagnostics/pyo3-error.ts';
export function explainFailure(_output: string): Pyo3Error | undefined {
  return undefined;
}

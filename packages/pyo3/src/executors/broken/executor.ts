import { isErrorCode } from '../../diagnostics/pyo3-error.ts';
import { renderDiagnostic } from '../../diagnostics/render.ts';
import type { BrokenExecutorOptions } from './options.ts';

/**
 * Tells, as the output of the task that the user asked for, why its project has no working targets.
 * A task's output is the one thing that is seen while Nx's daemon is warm.
 */
export default function broken({
  message,
  code,
  file,
  line,
  column,
  hint,
}: BrokenExecutorOptions): Promise<{ readonly success: false }> {
  const location = file === undefined ? undefined : { file, line, column };
  const known = isErrorCode(code) ? code : 'manifest-invalid';
  console.error(renderDiagnostic({ message, code: known, location, hint }));
  return Promise.resolve({ success: false });
}

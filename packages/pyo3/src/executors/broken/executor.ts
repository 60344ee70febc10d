import { Pyo3Error } from '../../diagnostics/pyo3-error.ts';
import { renderError } from '../../diagnostics/render.ts';
import type { BrokenExecutorOptions } from './options.ts';

/**
 * Tells, as the output of the task that the user asked for, why its project has no working targets.
 * A task's output is the one thing that is seen while Nx's daemon is warm.
 */
export default function broken(
  options: BrokenExecutorOptions,
): Promise<{ readonly success: false }> {
  console.error(renderError(manifestError(options)));
  return Promise.resolve({ success: false });
}

function manifestError({ message, file, line, column, hint }: BrokenExecutorOptions): Pyo3Error {
  return new Pyo3Error({
    code: 'manifest-invalid',
    message,
    ...(file === undefined ? {} : { location: { file, line, column } }),
    ...(hint === undefined ? {} : { hint }),
  });
}

import type { ExecutorContext } from '@nx/devkit';
import { isErrorCode } from '../../diagnostics/pyo3-error.ts';
import { callNxAs, renderDiagnostic } from '../../diagnostics/render.ts';
import { nxCommandAt } from '../../environment/nx-installation.ts';
import type { BrokenExecutorOptions } from './options.ts';

/**
 * Reports, as the output of the requested task, why its project has no working targets. While Nx's
 * daemon is warm, only a task's output is visible.
 */
export default function broken(
  { message, code, file, line, column, hint }: BrokenExecutorOptions,
  context: Pick<ExecutorContext, 'root'>,
): Promise<{ readonly success: false }> {
  callNxAs(() => nxCommandAt(context.root));
  const location = file === undefined ? undefined : { file, line, column };
  const known = isErrorCode(code) ? code : 'manifest-invalid';
  console.error(renderDiagnostic({ message, code: known, location, hint }));
  return Promise.resolve({ success: false });
}

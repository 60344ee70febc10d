import { Pyo3Error } from '../diagnostics/pyo3-error.ts';
import type { DevelopExecutorOptions } from '../executors/develop/options.ts';
import { requireInstallable } from '../task/session/task-project.ts';
import type { TaskSession } from '../task/session/task-session.ts';
import { developEditable } from './develop-editable.ts';
import { developExtension } from './develop-extension.ts';
import { developFast } from './develop-fast.ts';
import { chooseFast } from './fast-request.ts';

/**
 * Makes the environment import these sources.
 *
 * @param isInstalled whether a batch has installed the project just before.
 */
export async function develop(
  session: TaskSession,
  options: DevelopExecutorOptions,
  isInstalled = false,
): Promise<boolean> {
  const { project } = requireInstallable(session);
  const { backend = 'auto' } = options;
  if (project.kind !== 'maturin') {
    if (backend === 'fast' && project.kind === 'setuptools-rust') {
      throw notFast(session, 'setuptools-rust compiles its extension');
    }
    return developEditable(session, project, options);
  }
  if (backend === 'maturin') return developExtension(session, project, options);
  const choice = await chooseFast(session, project, options);
  if (choice.kind === 'fast') return developFast(session, choice.request, isInstalled);
  if (backend === 'fast') throw notFast(session, choice.reason);
  session.detail(`maturin develop, since ${choice.reason}`);
  return developExtension(session, project, options);
}

function notFast({ task }: TaskSession, reason: string): Pyo3Error {
  return new Pyo3Error({
    code: 'option-invalid',
    message: `${task} has \`backend\` "fast", and only the build tool can do it: ${reason}.`,
    hint: 'Set `backend` to "auto", which takes the build tool where it has to.',
  });
}

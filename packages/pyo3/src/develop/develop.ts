import type { DevelopExecutorOptions } from '../executors/develop/options.ts';
import { requireInstallable } from '../task/session/task-project.ts';
import type { TaskSession } from '../task/session/task-session.ts';
import { developEditable } from './develop-editable.ts';
import { developExtension } from './develop-extension.ts';
import { developFast } from './develop-fast.ts';
import { whoInstalls } from './who-installs.ts';

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
  const installer = await whoInstalls(session, project, options);
  switch (installer.by) {
    case 'plugin':
      return developFast(session, installer.request, isInstalled);
    case 'maturin':
      if (installer.reason !== undefined) {
        session.detail(`maturin develop, since ${installer.reason}`);
      }
      return developExtension(session, installer.project, options);
    case 'backend':
      return developEditable(session, installer.project, options);
  }
}

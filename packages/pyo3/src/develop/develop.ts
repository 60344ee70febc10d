import type { DevelopExecutorOptions } from '../executors/develop/options.ts';
import { requireInstallable } from '../task/session/task-project.ts';
import type { TaskSession } from '../task/session/task-session.ts';
import { whoInstalls } from './who-installs.ts';

/**
 * Makes the environment import these sources. Each way is loaded where it is gone: half of the modules
 * are for a library that has something to do.
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
    case 'plugin': {
      const { developFast } = await import('./develop-fast.ts');
      return developFast(session, installer.request, isInstalled);
    }
    case 'maturin': {
      const { developExtension } = await import('./develop-extension.ts');
      if (installer.reason !== undefined) {
        session.detail(`maturin develop, since ${installer.reason}`);
      }
      return developExtension(session, installer.project, options);
    }
    case 'backend': {
      const { developEditable } = await import('./develop-editable.ts');
      return developEditable(session, installer.project, options);
    }
  }
}

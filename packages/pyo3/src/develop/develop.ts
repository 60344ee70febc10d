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
  if (session.developedFirst.length > 0) {
    const { developOthers } = await import('./develop-others.ts');
    if (!(await developOthers(session, (other) => develop(other, {})))) return false;
  }
  const success = await install(session, project, options, isInstalled);
  const { moduleConflict } = await import('../task/session/module-conflict.ts');
  const conflict = success ? await moduleConflict(session) : undefined;
  if (conflict !== undefined) session.warn(conflict.message, conflict.hint ?? '', conflict.code);
  return success;
}

async function install(
  session: TaskSession,
  project: ReturnType<typeof requireInstallable>['project'],
  options: DevelopExecutorOptions,
  isInstalled: boolean,
): Promise<boolean> {
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
      const { installComputed } = await import('./computed-dependencies.ts');
      return (
        (await developEditable(session, installer.project, options)) &&
        installComputed(session, (other) => develop(other, {}))
      );
    }
  }
}

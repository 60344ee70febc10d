import type { ExecutorContext } from '@nx/devkit';
import { editableInstall } from '../../commands/editable-install.ts';
import { runTask, type TaskResult } from '../run-task.ts';
import { requireInstallable } from '../task-project.ts';
import type { TaskSession } from '../task-session.ts';
import { developExtension } from './develop-extension.ts';
import type { DevelopExecutorOptions } from './options.ts';

/** Makes the environment import these sources. */
export async function develop(
  session: TaskSession,
  options: DevelopExecutorOptions,
): Promise<boolean> {
  const { project } = requireInstallable(session);
  if (project.kind === 'maturin') return developExtension(session, project, options);
  const { interpreter } = await session.python();
  const place = { ...(await session.installer()), interpreter: interpreter.executable };
  const command = editableInstall({ ...place, args: session.args });
  return session.whileInstalling(() => session.run(command));
}

export default function developExecutor(
  options: DevelopExecutorOptions,
  context: ExecutorContext,
): Promise<TaskResult> {
  const schema = new URL('schema.json', import.meta.url);
  return runTask({ options, context, schema }, (session) => develop(session, options));
}

import type { ExecutorContext } from '@nx/devkit';
import { runTask, type TaskResult } from '../run-task.ts';
import { requireInstallable } from '../task-project.ts';
import type { TaskSession } from '../task-session.ts';
import { developEditable } from './develop-editable.ts';
import { developExtension } from './develop-extension.ts';
import type { DevelopExecutorOptions } from './options.ts';

/** Makes the environment import these sources. */
export async function develop(
  session: TaskSession,
  options: DevelopExecutorOptions,
): Promise<boolean> {
  const { project } = requireInstallable(session);
  if (project.kind === 'maturin') return developExtension(session, project, options);
  return developEditable(session, project, options);
}

export default function developExecutor(
  options: DevelopExecutorOptions,
  context: ExecutorContext,
): Promise<TaskResult> {
  const schema = new URL('schema.json', import.meta.url);
  return runTask({ options, context, schema }, (session) => develop(session, options));
}

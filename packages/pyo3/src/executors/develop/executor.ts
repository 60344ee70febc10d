import type { ExecutorContext } from '@nx/devkit';
import { editableInstall } from '../../commands/editable-install.ts';
import { maturinDevelop } from '../../commands/maturin-develop.ts';
import { runTask, type TaskResult } from '../run-task.ts';
import { requireInstallable } from '../task-project.ts';
import type { TaskSession } from '../task-session.ts';
import { requireInitSymbol } from './init-symbol.ts';
import type { DevelopExecutorOptions } from './options.ts';
import { removeStaleExtensions } from './placed-extension.ts';

/** Makes the environment import these sources. Only one task at a time installs into it. */
export async function develop(
  session: TaskSession,
  options: DevelopExecutorOptions,
): Promise<boolean> {
  const { project } = requireInstallable(session);
  const { args } = session;
  const environment = await session.python();
  if (project.kind !== 'maturin') {
    const place = {
      ...(await session.installer()),
      interpreter: environment.interpreter.executable,
    };
    return session.whileInstalling(() => session.run(editableInstall({ ...place, args })));
  }
  const place = await session.tool('maturin');
  const uv = (await session.installer()).installer === 'uv';
  const command = maturinDevelop({ ...place, selection: options, uv, args });
  return session.whileInstalling(async () => {
    const { exitCode, stdout, stderr } = await session.execute(command);
    if (exitCode !== 0) return false;
    await removeStaleExtensions(session, project, environment);
    requireInitSymbol(project, `${stdout}\n${stderr}`);
    return true;
  });
}

export default function developExecutor(
  options: DevelopExecutorOptions,
  context: ExecutorContext,
): Promise<TaskResult> {
  const schema = new URL('schema.json', import.meta.url);
  return runTask({ options, context, schema }, (session) => develop(session, options));
}

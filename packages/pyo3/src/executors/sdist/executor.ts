import type { ExecutorContext } from '@nx/devkit';
import { maturinSdist } from '../../commands/maturin-sdist.ts';
import { pythonBuild } from '../../commands/python-build.ts';
import { prepareOutput } from '../../wheels/output-folder.ts';
import { runTask, type TaskResult } from '../../task/session/run-task.ts';
import { requireInstallable } from '../../task/session/task-project.ts';
import type { TaskSession } from '../../task/session/task-session.ts';
import type { SdistExecutorOptions } from './options.ts';

/** Packs the sources; nothing is compiled. */
export async function packSources(
  session: TaskSession,
  options: SdistExecutorOptions,
): Promise<boolean> {
  const { project, distribution } = requireInstallable(session);
  const { out = '{projectRoot}/dist' } = options;
  const { args } = session;
  if (project.kind === 'maturin') {
    const place = await session.tool('maturin');
    const folder = prepareOutput(session, out, distribution.normalizedName, 'sdist');
    const command = maturinSdist({ ...place, out: folder.path, args });
    return (await session.run(command)) && folder.report();
  }
  const { interpreter } = await session.python();
  const place = await session.buildFrontend();
  const folder = prepareOutput(session, out, distribution.normalizedName, 'sdist');
  const run = { ...place, interpreter: interpreter.executable, out: folder.path, args };
  return (await session.run(pythonBuild({ ...run, artifact: 'sdist' }))) && folder.report();
}

export default function sdistExecutor(
  options: SdistExecutorOptions,
  context: ExecutorContext,
): Promise<TaskResult> {
  const schema = new URL('schema.json', import.meta.url);
  return runTask({ options, context, schema }, (session) => packSources(session, options));
}

import { maturinSdist } from '../commands/maturin-sdist.ts';
import { pythonBuild } from '../commands/python-build.ts';
import type { SdistExecutorOptions } from '../executors/sdist/options.ts';
import { succeeds } from '../task/session/run-command.ts';
import { requireInstallable } from '../task/session/task-project.ts';
import type { TaskSession } from '../task/session/task-session.ts';
import { observedBuild } from './backend-wheel.ts';
import { prepareOutput } from './output-folder.ts';

/** Packs the sources; nothing is compiled. */
export async function packSources(
  session: TaskSession,
  options: SdistExecutorOptions,
): Promise<boolean> {
  const { project, distribution } = requireInstallable(session);
  const { out = '{projectRoot}/dist' } = options;
  const { args } = session;
  if (project.kind === 'maturin') {
    const maturin = await session.tool('maturin');
    const folder = prepareOutput(session, out, distribution.normalizedName, 'sdist');
    const command = maturinSdist({ ...maturin, out: folder.path, args });
    return (await succeeds(session, command)) && folder.report();
  }
  const { interpreter } = await session.python();
  const frontend = await session.buildFrontend();
  const folder = prepareOutput(session, out, distribution.normalizedName, 'sdist');
  const run = { ...frontend, interpreter: interpreter.executable, out: folder.path, args };
  const command = pythonBuild({ ...run, artifact: 'sdist' });
  const { strict } = options;
  const build = { frontend: frontend.frontend, strict };
  return (await observedBuild(session, command, build)) && folder.report();
}

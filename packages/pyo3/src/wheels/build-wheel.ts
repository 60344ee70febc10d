import { maturinBuild } from '../commands/maturin-build.ts';
import { pythonBuild } from '../commands/python-build.ts';
import type { Command } from '../process/command.ts';
import { prepareOutput } from './output-folder.ts';
import { requireInstallable } from '../task/session/task-project.ts';
import { succeeds } from '../task/session/run-command.ts';
import type { TaskSession } from '../task/session/task-session.ts';
import { observedBuild, setuptoolsRustVariables, withEmptyBuildFolder } from './backend-wheel.ts';
import type { BuildExecutorOptions } from '../executors/build/options.ts';

/** Builds one wheel and says its tag. */
export async function buildWheel(
  session: TaskSession,
  options: BuildExecutorOptions,
): Promise<boolean> {
  const { project, distribution } = requireInstallable(session);
  const { out = '{projectRoot}/dist', compatibility, strip, zig } = options;
  const { interpreter } = await session.python();
  const { args } = session;
  if (project.kind === 'maturin') {
    const maturin = await session.tool('maturin');
    const folder = prepareOutput(session, out, distribution.normalizedName, 'wheel');
    const run = { ...maturin, interpreter: interpreter.executable, out: folder.path, args };
    const command = maturinBuild({ ...run, selection: options, compatibility, strip, zig });
    return (await succeeds(session, command)) && folder.report();
  }
  const variables =
    project.kind === 'setuptools-rust' ? setuptoolsRustVariables(session, options) : {};
  const frontend = await session.buildFrontend();
  const folder = prepareOutput(session, out, distribution.normalizedName, 'wheel');
  const run = { ...frontend, interpreter: interpreter.executable, out: folder.path, args };
  const command = pythonBuild({ ...run, env: { ...run.env, ...variables }, artifact: 'wheel' });
  const { strict } = options;
  const build = { frontend: frontend.frontend, strict };
  const observed = (own: Command) => observedBuild(session, own, build);
  return (await withEmptyBuildFolder(command, observed)) && folder.report();
}

import type { ExecutorContext } from '@nx/devkit';
import { maturinBuild } from '../../commands/maturin-build.ts';
import { pythonBuild } from '../../commands/python-build.ts';
import { prepareOutput } from '../output-folder.ts';
import { runTask, type TaskResult } from '../run-task.ts';
import { requireInstallable } from '../task-project.ts';
import type { TaskSession } from '../task-session.ts';
import { setuptoolsRustVariables, withEmptyBuildFolder } from './backend-wheel.ts';
import type { BuildExecutorOptions } from './options.ts';

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
    const place = await session.tool('maturin');
    const folder = prepareOutput(session, out, distribution.normalizedName, 'wheel');
    const run = { ...place, interpreter: interpreter.executable, out: folder.path, args };
    const command = maturinBuild({ ...run, selection: options, compatibility, strip, zig });
    return (await session.run(command)) && folder.report();
  }
  const variables =
    project.kind === 'setuptools-rust' ? setuptoolsRustVariables(session, options) : {};
  const place = await session.buildFrontend();
  const folder = prepareOutput(session, out, distribution.normalizedName, 'wheel');
  const run = { ...place, interpreter: interpreter.executable, out: folder.path, args };
  const command = pythonBuild({ ...run, env: { ...run.env, ...variables }, artifact: 'wheel' });
  return (await withEmptyBuildFolder(command, session.run)) && folder.report();
}

export default function buildExecutor(
  options: BuildExecutorOptions,
  context: ExecutorContext,
): Promise<TaskResult> {
  const schema = new URL('schema.json', import.meta.url);
  return runTask({ options, context, schema }, (session) => buildWheel(session, options));
}

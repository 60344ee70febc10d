import { maturinBuild } from '../commands/maturin-build.ts';
import { pythonBuild } from '../commands/python-build.ts';
import type { Command } from '../process/command.ts';
import { prepareOutput } from './output-folder.ts';
import { cratesOf } from '../project/folder/pyo3-project.ts';
import { reportReadsBesideArtifact } from '../task/session/report-undeclared-reads.ts';
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
    if (!(await succeeds(session, command)) || !folder.report()) return false;
    const { profile = 'release', strict } = options;
    await reportReadsBesideArtifact(session, project.crate, { profile }, strict);
    return true;
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
  if (!(await withEmptyBuildFolder(command, observed)) || !folder.report()) return false;
  for (const crate of cratesOf(project)) {
    await reportReadsBesideArtifact(
      session,
      crate,
      { profile: options.profile ?? 'release' },
      strict,
    );
  }
  return true;
}

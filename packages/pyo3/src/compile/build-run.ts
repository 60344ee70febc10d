import type { CargoBuildRun } from '../commands/cargo-build.ts';
import { extensionProfile } from '../commands/extension-profile.ts';
import { maturinSettings } from '../commands/maturin-settings.ts';
import type { PythonEnvironment } from '../environment/python-environment.ts';
import { libraryTypes, statesProfile } from '../project/crate/library-crate.ts';
import { manifestsOf } from '../project/folder/manifests.ts';
import type { MaturinProject } from '../project/folder/pyo3-project.ts';
import type { TaskSession } from '../task/session/task-session.ts';
import type { CompileExecutorOptions } from '../executors/compile/options.ts';

/** How cargo compiles the extension of a project. */
export async function buildRun(
  session: TaskSession,
  project: MaturinProject,
  options: CompileExecutorOptions,
  { interpreter }: PythonEnvironment,
): Promise<CargoBuildRun> {
  const manifests = manifestsOf(session.reader);
  const config = manifests.pyproject(project.root)?.maturin;
  return {
    ...(await session.cargo('extension')),
    ...maturinSettings(config, options, interpreter.version),
    project,
    profileIsStated: statesProfile(project.crate, extensionProfile, manifests),
    crateTypes: libraryTypes(project.crate, manifests),
    platform: process.platform,
    args: session.args,
  };
}

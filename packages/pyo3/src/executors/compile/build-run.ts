import type { CargoBuildRun } from '../../commands/cargo-build.ts';
import { extensionProfile } from '../../commands/extension-profile.ts';
import { maturinSettings } from '../../commands/maturin-settings.ts';
import { Pyo3Error } from '../../diagnostics/pyo3-error.ts';
import type { PythonEnvironment } from '../../environment/python-environment.ts';
import { libraryTypes, statesProfile } from '../../project/library-crate.ts';
import { manifestsOf } from '../../project/manifests.ts';
import type { MaturinProject } from '../../project/pyo3-project.ts';
import type { TaskSession } from '../task-session.ts';
import type { CompileExecutorOptions } from './options.ts';

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

/** Throws `option-invalid` for what has no extension that maturin builds. */
export function requireMaturin({ task, project }: TaskSession): MaturinProject {
  if (project.kind === 'maturin') return project;
  throw new Pyo3Error({
    code: 'option-invalid',
    message: `${task} cannot run: maturin does not build the project in ${project.root}.`,
    hint: 'Use this executor for a project whose build backend is maturin, or remove the target from its project.json.',
  });
}

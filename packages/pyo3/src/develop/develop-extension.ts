import { absolutePath } from '../files/paths.ts';
import type { PythonEnvironment } from '../environment/python-environment.ts';
import { extensionProfile } from '../commands/extension-profile.ts';
import { maturinDevelop } from '../commands/maturin-develop.ts';
import { requireWithin } from '../files/reach.ts';
import { statesProfile } from '../project/crate/library-crate.ts';
import { manifestsOf } from '../project/folder/manifests.ts';
import type { MaturinProject } from '../project/folder/pyo3-project.ts';
import { normalizeDistributionName } from '../python/distribution-name.ts';
import type { TaskSession } from '../task/session/task-session.ts';
import { groupsOf, installDependencies, requirementsOf } from './dependencies.ts';
import { requireInitSymbol } from './init-symbol.ts';
import type { DevelopExecutorOptions } from '../executors/develop/options.ts';
import { removeStaleExtensions } from './placed-extension.ts';

/**
 * `maturin develop`, then what it leaves undone: earlier builds that Python would load instead, and
 * a module that cannot be imported, of which it only warns.
 *
 * @throws Pyo3Error `init-symbol-missing`; `path-invalid` for a package folder outside the workspace.
 */
export async function developExtension(
  session: TaskSession,
  project: MaturinProject,
  options: DevelopExecutorOptions,
): Promise<boolean> {
  const { packageDir } = project.extension;
  if (packageDir !== undefined) {
    requireWithin(absolutePath(session.workspaceRoot, packageDir), [session.workspaceRoot]);
  }
  const environment = await session.python();
  const maturin = await session.tool('maturin');
  const uv = (await session.installer()).installer === 'uv';
  const profileIsStated = statesProfile(
    project.crate,
    extensionProfile,
    manifestsOf(session.reader),
  );
  const command = maturinDevelop({
    ...maturin,
    selection: options,
    uv,
    profileIsStated,
    args: session.args,
  });
  return session.whileInstalling(async () => {
    if (!(await installGroups(session, environment))) return false;
    const { exitCode, stdout, stderr } = await session.run(command, { show: 'live' });
    if (exitCode !== 0) return false;
    await removeStaleExtensions(session, project, environment);
    requireInitSymbol(project, `${stdout}\n${stderr}`);
    return true;
  });
}

/** maturin installs the dependencies and the group `dev`; this is for what else the tests need. */
async function installGroups(
  session: TaskSession,
  environment: PythonEnvironment,
): Promise<boolean> {
  const manifests = manifestsOf(session.reader);
  const pyproject = manifests.pyproject(session.project.root);
  if (pyproject === undefined) return true;
  const { groups, extras } = groupsOf(session, pyproject);
  const others = groups.filter((group) => normalizeDistributionName(group) !== 'dev');
  if (others.length + extras.length + pyproject.uv.devDependencies.length === 0) return true;
  return installDependencies(session, manifests, requirementsOf(session, environment, manifests));
}

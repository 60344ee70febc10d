import { requireWritable } from '../files/replace-file.ts';
import { posix } from 'node:path';
import type { ToolRun } from '../commands/tool-command.ts';
import type { PythonEnvironment } from '../environment/python-environment.ts';
import type { Difference } from '../install/differences.ts';
import { noteChangedFile, sealInstall } from '../install/seal-install.ts';
import type { Manifests } from '../project/folder/manifests.ts';
import type { MaturinProject } from '../project/folder/pyo3-project.ts';
import type { TaskSession } from '../task/session/task-session.ts';
import { installDependencies, namesOf, requirementsOf } from './dependencies.ts';
import { installEditableWheel } from './editable-wheel.ts';
import { installationOf, type Installation } from './expectation.ts';
import type { ExtensionPlace } from './placed-extension.ts';
import { installedLine, upToDateLine } from './outcome-line.ts';

export interface FastRequest {
  readonly project: MaturinProject;
  readonly environment: PythonEnvironment;
  readonly manifests: Manifests;
  /** Where the compiled extension belongs. */
  readonly place: ExtensionPlace;
  /** A Python in which maturin can be imported. */
  readonly python: ToolRun;
}

/**
 * Does what `maturin develop` does, as far as it is not done: compares the environment with what
 * should be there, and repairs what differs by the tools whose job it is. When nothing differs,
 * nothing is started.
 *
 * @param isInstalled whether it was installed just before, together with others.
 */
export async function developFast(
  session: TaskSession,
  request: FastRequest,
  isInstalled: boolean,
): Promise<boolean> {
  const { project, environment, manifests, place } = request;
  const installation = installationOf(session, project, environment, manifests);
  const { prefix } = environment.interpreter;
  const installed = installedLine(project.name, prefix);
  if (installation.state().differences.length === 0 && place.isRight()) {
    session.say(isInstalled ? installed : upToDateLine(project.name, prefix));
    return true;
  }
  place.requireIntact();
  requireWritable(environment.interpreter.sitePackages);
  return session.whileInstalling(async () => {
    // Looked at again: another task may have repaired it meanwhile.
    const { differences } = installation.state();
    for (const { found } of differences) session.detail(`${project.name}: ${found}`);
    if (differences.length > 0 && !(await repair(session, request, installation, differences))) {
      return false;
    }
    await place.put();
    noteInRecord(request);
    session.say(installed);
    return true;
  });
}

async function repair(
  session: TaskSession,
  { project, environment, manifests, place, python }: FastRequest,
  { expected }: Installation,
  differences: readonly Difference[],
): Promise<boolean> {
  const requirements = requirementsOf(session, manifests);
  if (!(await installDependencies(session, manifests, requirements))) return false;
  if (differences.some(({ of }) => of === 'distribution')) {
    const installed = await installEditableWheel(session, project, expected, place.staged, python);
    if (!installed) return false;
  }
  const { sitePackages } = environment.interpreter;
  sealInstall({ sitePackages, expected, alsoNeeded: namesOf(requirements) });
  return true;
}

/** The extension of a pure layout is a file of the installation. */
function noteInRecord({ project, environment, place }: FastRequest): void {
  const { extension, distribution } = project;
  if (extension.layout === 'mixed') return;
  const path = posix.join(extension.initName, place.staged.name);
  noteChangedFile(environment.interpreter.sitePackages, distribution.normalizedName, path);
}

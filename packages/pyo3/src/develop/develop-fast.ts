import { requireWritable } from '../files/replace-file.ts';
import type { TaskSession } from '../task/session/task-session.ts';
import type { FastRequest } from './fast-request.ts';
import { installationOf } from './expectation.ts';
import { installedLine, upToDateLine } from './outcome-line.ts';

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
  await place.requireIntact();
  requireWritable(environment.interpreter.sitePackages);
  return session.whileInstalling(async () => {
    const { noteInRecord, repair } = await import('./repair-fast.ts');
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

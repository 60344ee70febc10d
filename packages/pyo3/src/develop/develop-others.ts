import type { PythonEnvironment } from '../environment/python-environment.ts';
import { chooseCandidate } from '../environment/candidates.ts';
import { withoutSecrets } from '../environment/secret-variables.ts';
import { isInstallable } from '../project/folder/pyo3-project.ts';
import type { DevelopTask } from '../task/session/nx-context.ts';
import type { TaskSession } from '../task/session/task-session.ts';

/** Installs the project of a session. */
export type Develop = (session: TaskSession) => Promise<boolean>;

/**
 * Installs what the task needs of the repository into the environment of its own project, as far as
 * `develop` of those projects, which ran before, has installed them into another one.
 *
 * @returns false if an installation has failed.
 */
export async function developOthers(session: TaskSession, develop: Develop): Promise<boolean> {
  if (session.developedFirst.length === 0) return true;
  const environment = await session.python();
  const { prefix } = environment;
  if (prefix === undefined) return true;
  const apart = session.developedFirst.filter((task) => prefixOf(task, session) !== prefix);
  return developEach(session, apart, environment, develop);
}

/** Where a project's own task installs it; `undefined` if that is not an environment. */
function prefixOf(
  { root, interpreter }: DevelopTask,
  { workspaceRoot, env }: TaskSession,
): string | undefined {
  const option = interpreter === undefined ? {} : { interpreter };
  const place = { workspaceRoot, projectRoot: root, env: withoutSecrets(env), ...option };
  const found = chooseCandidate(place);
  return 'prefix' in found ? found.prefix : undefined;
}

/** Installs them one after the other; false if an installation has failed. */
export async function developEach(
  session: TaskSession,
  tasks: readonly DevelopTask[],
  { interpreter }: PythonEnvironment,
  develop: Develop,
): Promise<boolean> {
  for (const task of tasks) {
    session.detail(`${task.project} is installed into ${interpreter.prefix} for ${session.task}`);
    // What it needs itself is in the list before it.
    const other = { ...session.sessionOf(task, interpreter.executable), developedFirst: [] };
    if (!isInstallable(other.project)) continue;
    if (!(await develop(other))) return false;
  }
  return true;
}

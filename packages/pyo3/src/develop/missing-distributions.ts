import type { PythonEnvironment } from '../environment/python-environment.ts';
import { diskReader } from '../files/disk.ts';
import { distInfoFolders } from '../install/installed-distribution.ts';
import type { ProjectRequirements } from '../install/requirements.ts';
import type { Manifests } from '../project/folder/manifests.ts';
import { folderOf } from '../project/folder/workspace-path.ts';
import type { TaskSession } from '../task/session/task-session.ts';
import { requirementsOf } from './dependencies.ts';
import { developEach, type Develop } from './develop-others.ts';
import { repositoryDistributions } from '../install/repository-distributions.ts';

/** Installs projects of the repository that no task has installed before. */
export async function developMissing(
  session: TaskSession,
  environment: PythonEnvironment,
  names: readonly string[],
  manifests: Manifests,
  develop: Develop,
): Promise<boolean> {
  const repository = repositoryDistributions(session.projectRoots, manifests);
  const tasks = missingOf(environment, names)
    .map((name) => repository(name)?.file)
    .map((file) => (file === undefined ? undefined : session.developTaskOf(folderOf(file))))
    .filter((task) => task !== undefined);
  return developEach(session, tasks, environment, develop);
}

/**
 * Warns of projects of the repository that should be there and are not: their `develop` was left out.
 * Not of one that needs this project in turn, which is developed after it.
 */
export function tellMissing(
  session: TaskSession,
  environment: PythonEnvironment,
  { ofRepository }: ProjectRequirements,
  manifests: Manifests,
): void {
  const { project, projectRoots, warn } = session;
  const own = project.distribution?.normalizedName ?? '';
  const repository = repositoryDistributions(projectRoots, manifests);
  for (const name of missingOf(environment, ofRepository)) {
    const file = repository(name)?.file;
    if (file === undefined || needs(name, own)) continue;
    const task = session.developTaskOf(folderOf(file));
    const hint = task === undefined ? file : `nx run ${task.project}:${task.target}`;
    warn(
      `${project.name} needs ${name} (${folderOf(file)}), which is not installed in ${environment.interpreter.prefix}.`,
      `Run ${hint}, or ${session.task} without --exclude-task-dependencies.`,
      'module-missing',
    );
  }

  function needs(from: string, wanted: string): boolean {
    const seen = new Set([from]);
    for (const name of seen) {
      const pyproject = repository(name);
      if (pyproject === undefined) continue;
      const other = { ...session, project: { ...project, root: folderOf(pyproject.file) } };
      for (const next of requirementsOf(other, environment, manifests).ofRepository) seen.add(next);
    }
    return seen.has(wanted);
  }
}

function missingOf(
  { interpreter }: PythonEnvironment,
  names: readonly string[],
): readonly string[] {
  const folders = distInfoFolders(diskReader(interpreter.sitePackages));
  return names.filter((name) => !folders.has(name));
}

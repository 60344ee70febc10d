import { diskReader } from '../files/disk.ts';
import { distInfoFolders, requirementTexts } from '../install/installed-distribution.ts';
import { projectRequirements } from '../install/requirements.ts';
import { manifestsOf } from '../project/folder/manifests.ts';
import type { TaskSession } from '../task/session/task-session.ts';
import { groupsOf, installDependencies } from './dependencies.ts';
import type { Develop } from './develop-others.ts';
import { developMissing } from './missing-distributions.ts';
import { repositoryDistributions } from '../install/repository-distributions.ts';

/**
 * Installs the dependencies that code of the build backend has computed, by the metadata that it left
 * with the installation: those of the repository by their own `develop`, the others from an index.
 */
export async function installComputed(session: TaskSession, develop: Develop): Promise<boolean> {
  const { project, projectRoots } = session;
  const manifests = manifestsOf(session.reader);
  const pyproject = manifests.pyproject(project.root);
  const name = project.distribution?.normalizedName;
  if (pyproject?.project === undefined || name === undefined) return true;
  if (!pyproject.project.dynamic.includes('dependencies')) return true;
  const environment = await session.python();
  const site = diskReader(environment.interpreter.sitePackages);
  const [folder] = distInfoFolders(site).get(name) ?? [];
  if (folder === undefined) return true;
  const texts = requirementTexts(folder, site).filter((text) => !/;.*\bextra\b/.test(text));
  const known = { ...pyproject, project: { ...pyproject.project, dependencies: texts } };
  const repository = repositoryDistributions(projectRoots, manifests);
  const { interpreter } = environment;
  const python = { ...interpreter, version: interpreter.version.join('.') };
  const needed = projectRequirements(known, repository, groupsOf(session, pyproject), python);
  if (!(await developMissing(session, environment, needed.ofRepository, manifests, develop)))
    return false;
  return session.whileInstalling(() => installDependencies(session, manifests, needed));
}

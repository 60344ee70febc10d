import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PythonEnvironment } from '../environment/python-environment.ts';
import { fileInstall, requirementInstall, type InstallerRun } from '../commands/installer.ts';
import { lockExport } from '../commands/lock-export.ts';
import {
  defaultGroups,
  installedGroups,
  type InstalledGroups,
} from '../manifest/pyproject/installed-groups.ts';
import type { Pyproject } from '../manifest/pyproject/pyproject.ts';
import {
  lockedFolders,
  lockedVersions,
  projectRequirements,
  type ProjectRequirements,
} from '../install/requirements.ts';
import {
  findUvLock,
  isOutdated,
  lockedDistributions,
  type LockOfProject,
} from '../project/reads/locked-distributions.ts';
import type { Manifests } from '../project/folder/manifests.ts';
import { parseRequirement } from '../python/requirement.ts';
import { repositoryDistributions } from '../install/repository-distributions.ts';
import type { TaskSession } from '../task/session/task-session.ts';

/** What the project needs, read from its manifest. */
export function requirementsOf(
  session: TaskSession,
  { interpreter }: PythonEnvironment,
  manifests: Manifests,
): ProjectRequirements {
  const pyproject = manifests.pyproject(session.project.root);
  if (pyproject === undefined) return { ofOthers: [], ofRepository: [] };
  const repository = repositoryDistributions(session.projectRoots, manifests);
  const python = { ...interpreter, version: interpreter.version.join('.') };
  return projectRequirements(pyproject, repository, groupsOf(session, pyproject), python);
}

/** Groups and extras that the project's environment has. */
export function groupsOf({ installs }: TaskSession, pyproject: Pyproject): InstalledGroups {
  return installedGroups(pyproject, installs);
}

/** Normalised names of all of them. */
export function namesOf({ ofOthers, ofRepository }: ProjectRequirements): readonly string[] {
  const others = ofOthers.map((text) => parseRequirement(text)?.normalizedName);
  return [...others.filter((name) => name !== undefined), ...ofRepository];
}

/**
 * Installs what is missing: the versions of uv.lock where it has the project, else what the
 * requirements allow; projects of the repository never come from an index.
 */
export async function installDependencies(
  session: TaskSession,
  manifests: Manifests,
  requirements: ProjectRequirements,
): Promise<boolean> {
  const { project, detail, warn } = session;
  if (requirements.ofRepository.length > 0) {
    detail(`of the repository, and not from an index: ${requirements.ofRepository.join(', ')}`);
  }
  if (requirements.ofOthers.length === 0) return true;
  const installer = await session.installer();
  const found = findUvLock(project.root, manifests);
  if (found !== undefined && isOutdated(project.root, found, manifests)) {
    warn(
      `${found.lock.file} does not have all that ${project.name} needs, so its versions are not used.`,
      'Bring it up to date with `uv lock`.',
      'lock-outdated',
    );
  } else if (found !== undefined) {
    return await installLocked(session, installer, requirements, found, manifests);
  }
  detail(`dependencies: ${requirements.ofOthers.join(', ')} (no lock file has them)`);
  return await succeeds(session, requirementInstall(installer, requirements.ofOthers));
}

async function installLocked(
  session: TaskSession,
  installer: InstallerRun,
  requirements: ProjectRequirements,
  found: LockOfProject,
  manifests: Manifests,
): Promise<boolean> {
  session.detail(`dependencies: as ${found.lock.file} has them`);
  const folder = mkdtempSync(join(tmpdir(), 'pyo3-locked-'));
  const file = join(folder, 'requirements.txt');
  try {
    if (installer.installer === 'pip') {
      writeFileSync(file, lockedVersions(lockedDistributions(found)).join('\n'));
      const command = requirementInstall(installer, requirements.ofOthers, file);
      return await succeeds(session, command);
    }
    const left = lockedFolders(found);
    const chosen = exported(session, manifests);
    const command = lockExport(installer, installer.interpreter, chosen, left, file);
    if (!(await succeeds(session, command))) return false;
    if (readFileSync(file, 'utf8').trim() === '') return true;
    return await succeeds(session, fileInstall(installer, file));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Beside the default groups, which `uv export` has by itself. */
function exported(session: TaskSession, manifests: Manifests): InstalledGroups {
  const pyproject = manifests.pyproject(session.project.root);
  if (pyproject === undefined) return { groups: [], extras: [] };
  const { groups, extras } = groupsOf(session, pyproject);
  const usual = defaultGroups(pyproject);
  return { groups: groups.filter((name) => !usual.includes(name)), extras };
}

async function succeeds(
  session: TaskSession,
  command: Parameters<TaskSession['run']>[0],
): Promise<boolean> {
  return (await session.run(command, { show: 'on failure' })).exitCode === 0;
}

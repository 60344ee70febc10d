import type { ProjectRequirements } from '../install/requirements.ts';
import { manifestsOf } from '../project/folder/manifests.ts';
import type { BatchTask } from '../task/batch/run-batch.ts';
import type { TaskSession } from '../task/session/task-session.ts';
import { requirementsOf } from './dependencies.ts';
import type { FastRequest } from './fast-request.ts';
import { installationOf, type Installation } from './expectation.ts';
import type { DevelopExecutorOptions } from '../executors/develop/options.ts';
import { requireInstallable } from '../task/session/task-project.ts';
import { whoInstalls } from './who-installs.ts';

/** A project that the fast way has to install. */
export interface MissingInstall {
  readonly session: TaskSession;
  readonly request: FastRequest;
  readonly installation: Installation;
  readonly requirements: ProjectRequirements;
  /** Normalised name of the distribution; no other task of the batch has it. */
  readonly name: string;
  /** What it is installed by, and into which environment. */
  readonly installer: string;
}

export interface MissingInstalls {
  readonly missing: readonly MissingInstall[];
  /** Distributions that a task of the batch has yet to install in a way of its own. */
  readonly unsettled: ReadonlySet<string>;
}

/** Compares the installation of every task with what it should be; starts nothing. */
export async function missingInstalls(
  tasks: readonly BatchTask<DevelopExecutorOptions>[],
): Promise<MissingInstalls> {
  const missing: MissingInstall[] = [];
  const unsettled = new Set<string>();
  const names = tasks.map(({ session }) => nameOf(session));
  for (const [index, task] of tasks.entries()) {
    const name = names[index];
    if (name === undefined) continue;
    const found =
      names.indexOf(name) === names.lastIndexOf(name) ? await examine(task, name) : 'unsettled';
    if (found === 'unsettled') unsettled.add(name);
    else if (found !== 'settled') missing.push(found);
  }
  return { missing, unsettled };
}

async function examine(
  { session, options }: BatchTask<DevelopExecutorOptions>,
  name: string,
): Promise<MissingInstall | 'settled' | 'unsettled'> {
  try {
    const { project } = requireInstallable(session);
    const manifests = manifestsOf(session.reader);
    const environment = await session.python();
    const installation = installationOf(session, project, environment, manifests);
    const { differences } = installation.state();
    if (differences.length === 0) return 'settled';
    if (!differences.some((difference) => difference.of === 'distribution')) return 'unsettled';
    const who = await whoInstalls(session, project, options);
    if (who.by !== 'plugin') return 'unsettled';
    const requirements = requirementsOf(session, environment, manifests);
    const { tool, env, interpreter } = await session.installer();
    const installer = JSON.stringify([tool.program, tool.args, env, interpreter]);
    return { session, request: who.request, installation, requirements, name, installer };
  } catch {
    // Its task tells what is wrong.
    return 'unsettled';
  }
}

function nameOf({ project }: TaskSession): string | undefined {
  return project.distribution?.normalizedName;
}

/** Those that one call of one installer can install. One alone is no group. */
export function environmentGroups(
  missing: readonly MissingInstall[],
): readonly (readonly [MissingInstall, ...MissingInstall[]])[] {
  const groups = new Map<string, [MissingInstall, ...MissingInstall[]]>();
  for (const member of missing) {
    const group = groups.get(member.installer);
    if (group === undefined) groups.set(member.installer, [member]);
    else group.push(member);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

import { posix } from 'node:path';
import type { Difference } from '../install/differences.ts';
import { noteChangedFile, sealInstall } from '../install/seal-install.ts';
import type { TaskSession } from '../task/session/task-session.ts';
import { tellMissing } from './missing-distributions.ts';
import { installDependencies, namesOf, requirementsOf } from './dependencies.ts';
import type { FastRequest } from './fast-request.ts';
import { installEditableWheel } from './editable-wheel.ts';
import type { Installation } from './expectation.ts';

/**
 * Installs what differs, by the tools whose job it is, and seals the installation. False when a tool
 * has failed.
 */
export async function repair(
  session: TaskSession,
  { project, environment, manifests, place, python }: FastRequest,
  { expected }: Installation,
  differences: readonly Difference[],
): Promise<boolean> {
  const requirements = requirementsOf(session, environment, manifests);
  if (!(await installDependencies(session, manifests, requirements))) return false;
  if (differences.some(({ of }) => of === 'distribution')) {
    const { staged } = place;
    const installed = await installEditableWheel(
      session,
      project,
      expected,
      staged,
      await python(),
    );
    if (!installed) return false;
  }
  const { sitePackages } = environment.interpreter;
  const needed = { alsoNeeded: namesOf(requirements), ofRepository: requirements.ofRepository };
  sealInstall({ sitePackages, expected, ...needed });
  tellMissing(session, environment, requirements, manifests);
  return true;
}

/** The extension of a pure layout is a file of the installation. */
export function noteInRecord({ project, environment, place }: FastRequest): void {
  const { extension, distribution } = project;
  if (extension.layout === 'mixed') return;
  const path = posix.join(extension.initName, place.staged.name);
  noteChangedFile(environment.interpreter.sitePackages, distribution.normalizedName, path);
}

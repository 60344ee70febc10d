import type { ProjectConfiguration } from '@nx/devkit';
import type { BrokenProject } from '../project/edges/repository.ts';
import { brokenTargets } from '../targets/broken-targets.ts';
import { technologiesOf } from '../targets/metadata.ts';
import { namedInputs, namedInputsOfBroken, type NamedInputs } from '../targets/named-inputs.ts';
import type { TargetContext } from '../targets/target-context.ts';
import type { TargetNames } from '../targets/target-names.ts';
import { targetSet } from '../targets/target-set.ts';

/** A project as `createNodes` gives it to Nx. */
export function projectConfiguration(context: TargetContext): ProjectConfiguration {
  const { project } = context;
  return {
    name: project.name,
    root: project.root,
    projectType: 'library',
    namedInputs: mutable(namedInputs(project)),
    targets: { ...targetSet(context) },
    metadata: { technologies: [...technologiesOf(project)] },
  };
}

export function brokenConfiguration(
  project: BrokenProject,
  names: TargetNames,
): ProjectConfiguration {
  return {
    name: project.name,
    root: project.root,
    projectType: 'library',
    namedInputs: mutable(namedInputsOfBroken()),
    targets: { ...brokenTargets(project.error, names) },
  };
}

/** Nx's types want arrays that can be changed. */
function mutable(inputs: NamedInputs): NonNullable<ProjectConfiguration['namedInputs']> {
  return Object.fromEntries(Object.entries(inputs).map(([name, globs]) => [name, [...globs]]));
}

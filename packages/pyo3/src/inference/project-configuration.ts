import type { ProjectConfiguration } from '@nx/devkit';
import type { BrokenProject } from '../project/edges/repository.ts';
import { brokenTargets } from '../targets/broken-targets.ts';
import { technologiesOf } from '../targets/metadata.ts';
import { namedInputs, namedInputsOfBroken, type NamedInputs } from '../targets/named-inputs.ts';
import { settingsSets } from '../targets/settings-sets.ts';
import type { TargetContext } from '../targets/target-context.ts';
import type { TargetNames } from '../targets/target-names.ts';
import { targetSet } from '../targets/target-set.ts';
import { wheelSet, wheelSetInputs, wheelTargetName } from '../targets/wheels.ts';

/** A project as `createNodes` gives it to Nx. */
export function projectConfiguration(
  context: TargetContext,
  release: ProjectConfiguration['release'],
): ProjectConfiguration {
  const { project } = context;
  return {
    name: project.name,
    root: project.root,
    projectType: 'library',
    namedInputs: {
      ...mutable(namedInputs(project)),
      ...settingsSets(context),
      ...wheelSetOf(context),
    },
    targets: { ...targetSet(context) },
    metadata: { technologies: [...technologiesOf(project)], ...groupsOf(context) },
    release,
  };
}

function wheelSetOf(context: TargetContext): NonNullable<ProjectConfiguration['namedInputs']> {
  const inputs = context.names.wheels === undefined ? [] : wheelSetInputs(context);
  return inputs.length === 0 ? {} : { [wheelSet]: [...inputs] };
}

/** One line in `nx show project` and in Nx Console for all wheels, however many there are. */
function groupsOf({
  names: { wheels },
  wheels: atoms = [],
}: TargetContext): Pick<NonNullable<ProjectConfiguration['metadata']>, 'targetGroups'> {
  if (wheels === undefined || atoms.length === 0) return {};
  const members = atoms.map((atom) => wheelTargetName(wheels, atom));
  return { targetGroups: { Wheels: [wheels, ...members] } };
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

import type { ProjectConfiguration } from '@nx/devkit';
import type { BrokenProject } from '../project/edges/repository.ts';
import { brokenTargets } from '../targets/broken-targets.ts';
import { technologiesOf } from '../targets/metadata.ts';
import { namedInputs, namedInputsOfBroken, type NamedInputs } from '../targets/named-inputs.ts';
import { settingsSets } from '../targets/settings-sets.ts';
import type { TargetContext } from '../targets/target-context.ts';
import type { TargetNames } from '../targets/target-names.ts';
import { targetSet } from '../targets/target-set.ts';
import {
  sdistTestName,
  wheelSet,
  wheelSetInputs,
  wheelTargetName,
  wheelTestSet,
  wheelTestSetInputs,
} from '../targets/wheels.ts';

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
  const { wheels, 'wheels-test': tests } = context.names;
  const inputs = wheels === undefined ? [] : wheelSetInputs(context);
  if (inputs.length === 0) return {};
  return {
    [wheelSet]: [...inputs],
    ...(tests === undefined ? {} : { [wheelTestSet]: [...wheelTestSetInputs(context)] }),
  };
}

/** Two lines in `nx show project` and in Nx Console for all wheels and their tests, however many there are. */
function groupsOf({
  names: { wheels, 'wheels-test': tests, sdist },
  wheels: atoms = [],
}: TargetContext): Pick<NonNullable<ProjectConfiguration['metadata']>, 'targetGroups'> {
  if (wheels === undefined || atoms.length === 0) return {};
  const members = atoms.map((atom) => wheelTargetName(wheels, atom));
  const tested: Readonly<Record<string, string[]>> =
    tests === undefined
      ? {}
      : {
          'Wheel tests': [
            tests,
            ...atoms.map((atom) => wheelTargetName(tests, atom)),
            ...(sdist === undefined ? [] : [sdistTestName(tests)]),
          ],
        };
  return { targetGroups: { Wheels: [wheels, ...members], ...tested } };
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

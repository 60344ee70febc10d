import type { TargetConfiguration } from '@nx/devkit';
import { forWheel, forWheelTests } from '../fingerprint/command.ts';
import type { WheelAtom } from '../project/matrix/wheel-matrix.ts';
import { sdistInputs, wheelInputs } from './inputs.ts';
import { describeTarget } from './metadata.ts';
import type { Input, MakeTarget, TargetContext } from './target-context.ts';
import { unionOf } from './union-of-inputs.ts';
import { sdistTestInputs, wheelTestInputs } from './wheel-test-inputs.ts';

/** The name of the task that builds one wheel. */
export function wheelTargetName(wheels: string, { name }: WheelAtom): string {
  return `${wheels}--${name}`;
}

/** The named input that holds what all wheels of a project are built from: their targets are many. */
export const wheelSet = 'wheel-build';

/** The same for their tests. */
export const wheelTestSet = 'wheel-test';

/** The project's own part of `wheelInputs`, which Nx allows in a named input. */
export function wheelSetInputs(context: TargetContext): readonly Input[] {
  return context.wheels === undefined || context.wheels.length === 0
    ? []
    : wheelInputs(context).filter(isShared);
}

/** The project's own part of `wheelTestInputs`. */
export function wheelTestSetInputs(context: TargetContext): readonly Input[] {
  const isThere = context.wheels !== undefined && context.wheels.length > 0;
  return isThere ? wheelTestInputs(context).filter(isShared) : [];
}

/** Neither other projects, nor what is looked for in the target itself. */
function isShared(input: Input): boolean {
  return typeof input === 'string' || 'externalDependencies' in input || 'env' in input;
}

/**
 * Builds one wheel into a folder of its own, which a restore from the cache replaces as a whole. Which
 * tools this machine has for the platform is in the key: a task that skips the wheel succeeds, and its
 * empty result must not be taken for that of a machine that can build it.
 *
 * It says no more of itself than it must: with 56 wheels, the graph grows with each property.
 */
export function wheelTarget(context: TargetContext, atom: WheelAtom): TargetConfiguration {
  const { fingerprint } = context;
  const { name, abi, platform } = atom;
  return {
    executor: 'pyo3:wheel',
    cache: true,
    options: { tag: name },
    inputs: [
      wheelSet,
      ...wheelInputs(context).filter((input) => !isShared(input)),
      ...(platform.os === 'any' ? [] : [{ runtime: forWheel(fingerprint, platform.name) }]),
    ],
    outputs: [`{projectRoot}/dist/wheels/${name}`],
    metadata: { description: `Builds the wheel ${abi.tag} for ${platformName(platform)}` },
  };
}

function platformName({ os, name }: WheelAtom['platform']): string {
  return os === 'any' ? 'every platform' : name;
}

/**
 * All wheels and the sdist. It says which were built and why the others were not; it names the inputs
 * of what it stands for, since Nx 24 decides by the inputs of each task whether it is affected, but not
 * the fingerprint, for which Nx would start a program to get a key that nobody uses.
 */
export const wheelsTarget: MakeTarget = (context) => {
  const { wheels = [], names } = context;
  const own = names.wheels;
  if (wheels.length === 0 || own === undefined) return undefined;
  const { sdist } = names;
  return {
    executor: 'pyo3:wheels',
    cache: false,
    options: { tags: wheels.map(({ name }) => name) },
    dependsOn: [
      ...wheels.map((atom) => wheelTargetName(own, atom)),
      ...(sdist === undefined ? [] : [sdist]),
    ],
    inputs: unionOf(wheelInputs(context), sdist === undefined ? [] : sdistInputs(context)).filter(
      (input) => typeof input === 'string' || !('runtime' in input),
    ),
    metadata: describeTarget(context, 'wheels', {
      description: 'Builds the wheels of the project that this machine can build, and the sdist',
      example: {},
    }),
  };
};

/** Not cached: it asks tools whose versions are in no key, and takes seconds. */
export const wheelsCheckTarget: MakeTarget = (context) => {
  const { wheels = [], names } = context;
  if (wheels.length === 0 || names.wheels === undefined) return undefined;
  return {
    executor: 'pyo3:wheels-check',
    cache: false,
    dependsOn: [names.wheels],
    inputs: inputsOfAll(context),
    metadata: describeTarget(context, 'wheels-check', {
      description: 'Checks the wheels and the sdist before they are published',
      example: { options: { rebuild: true } },
    }),
  };
};

/**
 * Tests one wheel. Which interpreters this machine has for the platform is in the key, beside what the
 * wheel and its tests are made of.
 */
export function wheelTestTarget(context: TargetContext, atom: WheelAtom): TargetConfiguration {
  const { fingerprint, names } = context;
  const { name, abi, platform } = atom;
  const wheel = wheelTargetName(names.wheels ?? '', atom);
  return {
    executor: 'pyo3:wheel-test',
    cache: true,
    options: { tag: name, ...context.installs },
    dependsOn: [wheel, ...wheelsOfOthers(context, [name, 'py3-none-any'])],
    inputs: [
      wheelTestSet,
      ...wheelTestInputs(context).filter((input) => !isShared(input)),
      ...(platform.os === 'any' ? [] : [{ runtime: forWheel(fingerprint, platform.name) }]),
      { runtime: forWheelTests(fingerprint, platform.name) },
    ],
    metadata: { description: `Tests the wheel ${abi.tag} for ${platformName(platform)}` },
  };
}

/** Projects of the repository that the tests import: their wheels, where they have the same ones. */
function wheelsOfOthers(
  { names: { wheels = '' }, uses }: TargetContext,
  tags: readonly string[],
): NonNullable<TargetConfiguration['dependsOn']> {
  if (uses.developForTests.length === 0) return [];
  const projects = [...uses.developForTests];
  return [...new Set(tags)].map((tag) => ({ projects, target: `${wheels}--${tag}` }));
}

/** Tests a wheel that is built from the sdist alone. */
export function sdistTestTarget(context: TargetContext): TargetConfiguration | undefined {
  const { wheels = [], names } = context;
  if (wheels.length === 0 || names.sdist === undefined) return undefined;
  return {
    executor: 'pyo3:wheel-test',
    cache: true,
    options: { tag: 'sdist', ...context.installs },
    dependsOn: [names.sdist, ...wheelsOfOthers(context, ['py3-none-any'])],
    inputs: sdistTestInputs(context),
    metadata: { description: 'Builds a wheel from the sdist alone, and tests it' },
  };
}

/** All of them; see `wheelsTarget`. */
export const wheelsTestTarget: MakeTarget = (context) => {
  const { wheels = [], names } = context;
  const own = names['wheels-test'];
  if (wheels.length === 0 || names.wheels === undefined || own === undefined) return undefined;
  return {
    executor: 'pyo3:wheels-test',
    cache: false,
    options: { tags: wheels.map(({ name }) => name) },
    dependsOn: [
      ...wheels.map((atom) => wheelTargetName(own, atom)),
      ...(names.sdist === undefined ? [] : [sdistTestName(own)]),
    ],
    inputs: unionOf(
      wheelTestInputs(context),
      names.sdist === undefined ? [] : sdistTestInputs(context),
    ).filter((input) => typeof input === 'string' || !('runtime' in input)),
    metadata: describeTarget(context, 'wheels-test', {
      description:
        'Tests the wheels that this machine can run, and the sdist, in empty environments',
      example: {},
    }),
  };
};

/** The name of the task that tests the sdist. */
export function sdistTestName(wheelsTest: string): string {
  return `${wheelsTest}--sdist`;
}

function inputsOfAll(context: TargetContext): Input[] {
  const ofSdist = context.names.sdist === undefined ? [] : sdistInputs(context);
  const all = unionOf(wheelInputs(context), ofSdist);
  return all.filter((input) => typeof input === 'string' || !('runtime' in input));
}

import type { TargetConfiguration } from '@nx/devkit';
import { buildTarget } from './build.ts';
import { benchTarget, docTarget, runTarget } from './crate-targets.ts';
import { cargoTestTarget } from './cargo-test.ts';
import { compileTarget } from './compile.ts';
import { developTarget } from './develop.ts';
import { fingerprintTarget } from './fingerprint.ts';
import { formatTarget } from './format.ts';
import { withInterpreters, type InterpreterValues } from './interpreter-options.ts';
import { lintTarget } from './lint.ts';
import { isWitnessed, lockWitness } from './lock-witness.ts';
import { pytestTarget } from './pytest.ts';
import { releasePublishTarget } from './release-publish.ts';
import { sdistTarget } from './sdist.ts';
import { stubsCheckTarget, stubsTarget } from './stubs.ts';
import type { MakeTarget, TargetContext } from './target-context.ts';
import type { TargetId, TargetNames } from './target-names.ts';
import { testTarget } from './test.ts';
import { typecheckTarget } from './typecheck.ts';
import { watchTarget } from './watch.ts';
import {
  sdistTestName,
  sdistTestTarget,
  wheelTarget,
  wheelTargetName,
  wheelTestTarget,
  wheelsCheckTarget,
  wheelsTarget,
  wheelsTestTarget,
} from './wheels.ts';

export type TargetSet = Readonly<Record<string, TargetConfiguration>>;

const makers: Readonly<Record<Exclude<TargetId, 'test' | 'lock-witness'>, MakeTarget>> = {
  compile: compileTarget,
  develop: developTarget,
  watch: watchTarget,
  'cargo-test': cargoTestTarget,
  pytest: pytestTarget,
  lint: lintTarget,
  format: formatTarget,
  typecheck: typecheckTarget,
  stubs: stubsTarget,
  'stubs-check': stubsCheckTarget,
  build: buildTarget,
  sdist: sdistTarget,
  run: runTarget,
  doc: docTarget,
  bench: benchTarget,
  wheels: wheelsTarget,
  'wheels-check': wheelsCheckTarget,
  'wheels-test': wheelsTestTarget,
  'nx-release-publish': releasePublishTarget,
  fingerprint: fingerprintTarget,
};

/** Targets whose interpreter decides the result of another one; where a target is not named, its own. */
const startedFor: Partial<Readonly<Record<TargetId, readonly TargetId[]>>> = {
  pytest: ['pytest', 'develop', 'compile'],
  typecheck: ['typecheck', 'develop', 'compile'],
  'stubs-check': ['stubs-check', 'compile'],
  test: ['cargo-test', 'pytest', 'develop', 'compile'],
};

/** The targets that a project can have and that are not switched off, by their names. */
export function targetSet(context: TargetContext): TargetSet {
  const { names, fingerprint, interpreters = () => [undefined] } = context;
  const targets: Record<string, TargetConfiguration> = {};
  const valuesOf = new Map<TargetId, InterpreterValues>();
  const add = (
    id: TargetId,
    target: TargetConfiguration | undefined,
    name: string | undefined = names[id],
  ) => {
    if (name === undefined || target === undefined) return undefined;
    valuesOf.set(id, interpreters(name, target.executor ?? ''));
    const started = (startedFor[id] ?? [id]).flatMap((one) => valuesOf.get(one) ?? []);
    const keyed = withInterpreters(target, [...new Set(started)], fingerprint);
    targets[name] = isWitnessed(keyed) ? afterWitness(keyed, names) : keyed;
    return name;
  };
  const added = new Map(
    Object.entries(makers).map(([id, make]) => [id, add(id as TargetId, make(context))]),
  );
  const { wheels, 'wheels-test': tests } = names;
  for (const atom of wheels === undefined ? [] : (context.wheels ?? [])) {
    add('wheels', wheelTarget(context, atom), wheelTargetName(wheels ?? '', atom));
    if (tests === undefined) continue;
    add('wheels-test', wheelTestTarget(context, atom), wheelTargetName(tests, atom));
  }
  if (tests !== undefined && wheels !== undefined) {
    add('wheels-test', sdistTestTarget(context), sdistTestName(tests));
  }
  const halves = { cargoTest: added.get('cargo-test'), pytest: added.get('pytest') };
  add('test', testTarget(context, halves));
  add('lock-witness', lockWitness(context));
  return targets;
}

function afterWitness(target: TargetConfiguration, names: TargetNames): TargetConfiguration {
  const witness = names['lock-witness'];
  if (witness === undefined) return target;
  return { ...target, dependsOn: [...(target.dependsOn ?? []), witness] };
}

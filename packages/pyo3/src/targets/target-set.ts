import type { TargetConfiguration } from '@nx/devkit';
import { buildTarget } from './build.ts';
import { cargoTestTarget } from './cargo-test.ts';
import { compileTarget } from './compile.ts';
import { developTarget } from './develop.ts';
import { fingerprintTarget } from './fingerprint.ts';
import { formatTarget } from './format.ts';
import { lintTarget } from './lint.ts';
import { isWitnessed, lockWitness } from './lock-witness.ts';
import { pytestTarget } from './pytest.ts';
import { sdistTarget } from './sdist.ts';
import { stubsCheckTarget, stubsTarget } from './stubs.ts';
import type { MakeTarget, TargetContext } from './target-context.ts';
import type { TargetId, TargetNames } from './target-names.ts';
import { testTarget } from './test.ts';
import { typecheckTarget } from './typecheck.ts';
import { watchTarget } from './watch.ts';

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
  fingerprint: fingerprintTarget,
};

/** The targets that a project can have and that are not switched off, by their names. */
export function targetSet(context: TargetContext): TargetSet {
  const { names } = context;
  const targets: Record<string, TargetConfiguration> = {};
  const add = (id: TargetId, target: TargetConfiguration | undefined) => {
    const name = names[id];
    if (name === undefined || target === undefined) return undefined;
    targets[name] = isWitnessed(target) ? afterWitness(target, names) : target;
    return name;
  };
  const added = new Map(
    Object.entries(makers).map(([id, make]) => [id, add(id as TargetId, make(context))]),
  );
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

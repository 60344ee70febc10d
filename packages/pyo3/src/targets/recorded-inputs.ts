import type { ProjectConfiguration, TargetConfiguration } from '@nx/devkit';
import { inputsOfReads, isEmpty, type UndeclaredReads } from '../observe/reads-record.ts';

type Input = NonNullable<TargetConfiguration['inputs']>[number];

/**
 * The project with what its tasks have read on this machine as further inputs: of the target itself,
 * and of one that does nothing but stand for it, by whose inputs Nx 24 decides what is affected.
 *
 * @param recorded by name of the target.
 */
export function withRecordedReads(
  configuration: ProjectConfiguration,
  recorded: Readonly<Record<string, UndeclaredReads>>,
  hashesIgnored: boolean,
): ProjectConfiguration {
  const added = new Map<string, readonly Input[]>(
    Object.entries(recorded)
      .filter(([, reads]) => !isEmpty(reads))
      .map(([name, reads]) => [name, inputsOfReads(reads, hashesIgnored)]),
  );
  const { targets = {} } = configuration;
  return {
    ...configuration,
    targets: Object.fromEntries(
      Object.entries(targets).map(([name, target]) => {
        const stoodFor = target.executor === 'nx:noop' ? namesIn(target.dependsOn) : [];
        const inputs = [name, ...stoodFor].flatMap((other) => added.get(other) ?? []);
        return [name, inputs.length === 0 ? target : withInputs(target, inputs)];
      }),
    ),
  };
}

function withInputs(target: TargetConfiguration, more: readonly Input[]): TargetConfiguration {
  const inputs = target.inputs ?? ['default', '^default'];
  return { ...target, inputs: [...new Set([...inputs, ...more])] };
}

function namesIn(dependsOn: TargetConfiguration['dependsOn']): readonly string[] {
  return (dependsOn ?? []).filter((one) => typeof one === 'string');
}

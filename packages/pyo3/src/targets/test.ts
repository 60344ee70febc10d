import type { TargetConfiguration } from '@nx/devkit';
import { cargoTestInputs, pytestInputs } from './inputs.ts';
import { describeTarget } from './metadata.ts';
import type { TargetContext } from './target-context.ts';
import { unionOf } from './union-of-inputs.ts';

/**
 * Stands for the two halves. It does nothing itself, but names their inputs: Nx 24 decides by the
 * inputs of each task whether it is affected, not by what it depends on.
 *
 * @param halves names of the targets that exist.
 */
export function testTarget(
  context: TargetContext,
  halves: { readonly cargoTest?: string; readonly pytest?: string },
): TargetConfiguration | undefined {
  const names = [halves.cargoTest, halves.pytest].filter((name) => name !== undefined);
  if (names.length === 0) return undefined;
  return {
    executor: 'nx:noop',
    cache: true,
    dependsOn: names,
    inputs: unionOf(
      halves.cargoTest === undefined ? [] : cargoTestInputs(context),
      halves.pytest === undefined ? [] : pytestInputs(context),
    ),
    metadata: describeTarget(context, 'test', {
      description: `Runs ${names.join(' and ')}`,
      example: {},
    }),
  };
}

import type { TargetConfiguration } from '@nx/devkit';
import { stubPlace } from '../project/distribution/stub-place.ts';
import { stubsInputs } from './inputs.ts';
import { describeTarget } from './metadata.ts';
import type { MakeTarget, TargetContext } from './target-context.ts';

/** Not cached: it changes its own inputs. */
export const stubsTarget: MakeTarget = (context) =>
  ofIntrospectable(context, {
    cache: false,
    metadata: describeTarget(context, 'stubs', {
      description: 'Writes the stubs (.pyi) of the extension, from what it says of itself',
      example: {},
    }),
  });

export const stubsCheckTarget: MakeTarget = (context) =>
  ofIntrospectable(context, {
    cache: true,
    options: { check: true },
    outputs: [],
    metadata: describeTarget(context, 'stubs-check', {
      description: 'Fails when the stubs (.pyi) differ from what the extension says of itself',
      example: {},
    }),
  });

/** After `compile`, which leaves nothing to compile for maturin where its result was not cached. */
function ofIntrospectable(
  context: TargetContext,
  target: Partial<TargetConfiguration>,
): TargetConfiguration | undefined {
  const { project, uses, names } = context;
  const { compile } = names;
  if (project.kind !== 'maturin' || !uses.isExtension || !project.crate.introspectable) {
    return undefined;
  }
  return {
    executor: 'pyo3:stubs',
    ...(compile === undefined ? {} : { dependsOn: [compile] }),
    inputs: stubsInputs(context, stubPlace(project)),
    ...target,
  };
}

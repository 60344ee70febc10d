import { lintInputs } from './inputs.ts';
import { describeTarget, namedTools } from './metadata.ts';
import type { MakeTarget } from './target-context.ts';

export const lintTarget: MakeTarget = (context) => {
  const { tools, options } = namedTools(context, 'clippy');
  if (tools.length === 0) return undefined;
  return {
    executor: 'pyo3:lint',
    cache: true,
    ...options,
    inputs: lintInputs(context),
    outputs: [],
    metadata: describeTarget(context, 'lint', {
      description: `Checks the sources with ${tools.join(' and ')}; warnings are failures`,
      example: {},
    }),
  };
};

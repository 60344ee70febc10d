import { lintInputs } from './inputs.ts';
import { describeTarget, toolsOf } from './metadata.ts';
import type { MakeTarget } from './target-context.ts';

export const lintTarget: MakeTarget = (context) => ({
  executor: 'pyo3:lint',
  cache: true,
  inputs: lintInputs(context),
  outputs: [],
  metadata: describeTarget(context, 'lint', {
    description: `Checks the sources with ${toolsOf(context.project, 'clippy', 'ruff')}; warnings are failures`,
    example: {},
  }),
});

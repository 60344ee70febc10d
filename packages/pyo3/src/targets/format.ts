import { describeTarget, toolsOf } from './metadata.ts';
import type { MakeTarget } from './target-context.ts';

/** Not cached: it changes its own inputs. */
export const formatTarget: MakeTarget = (context) => ({
  executor: 'pyo3:format',
  cache: false,
  inputs: ['wheel', { externalDependencies: [] }],
  configurations: { check: { check: true } },
  metadata: describeTarget(context, 'format', {
    description: `Formats the sources with ${toolsOf(context.project, 'rustfmt', 'ruff')}; with configuration "check" it only looks`,
    example: { options: { check: true } },
  }),
});

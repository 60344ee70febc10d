import { describeTarget, namedTools } from './metadata.ts';
import type { MakeTarget } from './target-context.ts';

/** Not cached: it changes its own inputs. */
export const formatTarget: MakeTarget = (context) => {
  const { tools, options } = namedTools(context, 'rustfmt');
  if (tools.length === 0) return undefined;
  return {
    executor: 'pyo3:format',
    cache: false,
    ...options,
    inputs: ['wheel', { externalDependencies: [] }],
    configurations: { check: { check: true } },
    metadata: describeTarget(context, 'format', {
      description: `Formats the sources with ${tools.join(' and ')}; with configuration "check" it only looks`,
      example: { options: { check: true } },
    }),
  };
};

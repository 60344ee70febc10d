import { stagingOutput } from '../project/distribution/staging.ts';
import { compileInputs } from './inputs.ts';
import { describeTarget } from './metadata.ts';
import type { MakeTarget } from './target-context.ts';

/**
 * Only of what pyo3 binds: cffi, uniffi and programs are compiled by maturin when it installs them.
 * It depends on no other project's target, since cargo itself compiles what the crate uses.
 */
export const compileTarget: MakeTarget = (context) => {
  const { project, uses } = context;
  if (project.kind !== 'maturin' || !uses.isExtension) return undefined;
  return {
    executor: 'pyo3:compile',
    cache: true,
    inputs: compileInputs(context),
    outputs: [stagingOutput],
    metadata: describeTarget(context, 'compile', {
      description:
        'Compiles the extension for the virtual environment; develop puts it in its place',
      example: { options: { profile: 'release' } },
    }),
  };
};

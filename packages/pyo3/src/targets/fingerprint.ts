import { describeTarget } from './metadata.ts';
import type { MakeTarget } from './target-context.ts';

/** Not cached, and no file is read: it is about the machine as it is now. */
export const fingerprintTarget: MakeTarget = (context) => ({
  executor: 'pyo3:fingerprint',
  cache: false,
  inputs: [{ externalDependencies: [] }],
  metadata: describeTarget(context, 'fingerprint', {
    description: 'Says what of this machine is in the keys of cached tasks, and why two differ',
    example: { options: { compare: 'theirs.json' } },
  }),
});

import Sequencer from '@jest/test-sequencer';

/** Suites that take minutes, of the integration tests and of e2e, the longest first. */
const longest = [
  'matrix/matrix.it.ts',
  'generated/built.it.ts',
  'equivalence/equivalence.it.ts',
  'morning.it.ts',
  'freshness.it.ts',
  'constructs.it.ts',
  'affected.it.ts',
  'artifacts.it.ts',
  'environment.it.ts',
  'reproducible-wheel.it.ts',
  'faults/kills.it.ts',
  'new-workspace.e2e.ts',
  'junk.e2e.ts',
  'remote-cache.e2e.ts',
  'existing-repository.e2e.ts',
  'release.e2e.ts',
];

/** Jest orders by the time that suites took before, which a fresh clone does not know. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => {
      const index = longest.findIndex((end) => path.replaceAll('\\', '/').endsWith(`/${end}`));
      return index === -1 ? longest.length : index;
    };
    return [...super.sort(tests)].sort((one, other) => rank(one) - rank(other));
  }
}

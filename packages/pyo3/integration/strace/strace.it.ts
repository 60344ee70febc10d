import { beforeAll, describe, expect, it } from '@jest/globals';
import { makeWorkspace } from '../testing/workspace.ts';
import { matrixShape } from './shapes.ts';
import { traceTasks, whyNoStrace, type Findings } from './trace-tasks.ts';

const reason = whyNoStrace();
const describeWithStrace = reason === undefined ? describe : describe.skip;
if (reason !== undefined) console.warn(`skipped: the traces of system calls. ${reason}.`);

describeWithStrace('strace [linux only]', () => {
  // What `observe/reads.it.ts` has the recorder find in the same tests.
  it('finds what tests read beside the inputs of their task', async () => {
    const { root } = await makeWorkspace('observed-reads', { name: 'strace-observed-reads' });
    const { exitCode, uncovered } = await traceTasks(root, ['run', 'tests-only:pytest']);
    expect(exitCode).toBe(0);
    expect(uncovered.map(({ deed, path }) => `${deed} ${path}`).sort()).toEqual([
      'asked data/child.txt',
      'asked data/numbers.txt',
      'listed data/fixtures',
      'missing data/optional.cfg',
      'opened data/child.txt',
      'opened data/numbers.txt',
    ]);
  });

  describe('in the workspace of the matrix', () => {
    const seed = Number(process.env['PYO3_STRACE_SEED'] ?? '0');
    const project = ['alpha', 'beta', 'gamma'][seed % 3] ?? 'alpha';
    let found: Findings;
    beforeAll(async () => {
      const { root } = await matrixShape.make();
      const targets = ['compile', 'lint', 'pytest', 'typecheck', 'sdist'];
      const args = ['run-many', '-t', ...targets, '-p', `${project},app`, '--parallel=2'];
      found = await traceTasks(root, args);
    });

    it(`sees no read of ${project} and app that is not an input (PYO3_STRACE_SEED=${seed})`, () => {
      expect(found).toMatchObject({ exitCode: 0, uncovered: [] });
    });

    it('has seen every task', () => {
      expect([...found.tasks].sort()).toEqual(
        [
          ...['compile', 'lint', 'pytest', 'sdist', 'typecheck'].map((one) => `${project}:${one}`),
          ...['app:lint', 'app:pytest', 'app:sdist', 'app:typecheck'],
        ].sort(),
      );
      expect(found.reads).toBeGreaterThan(1000);
    });
  });
});

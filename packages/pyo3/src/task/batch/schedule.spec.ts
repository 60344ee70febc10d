import { describe, expect, it } from '@jest/globals';
import { schedule, type Finished, type Step } from './schedule.ts';

interface Result {
  readonly success: boolean;
}

const after = (id: string, ...others: readonly string[]): Step => ({ id, after: others });

/** What is given, in words, and how many ran at the same time at most. */
async function run(
  steps: readonly Step[],
  { limit = 1, failing = [] }: { limit?: number; failing?: readonly string[] } = {},
): Promise<{ readonly given: readonly string[]; readonly most: number }> {
  let running = 0;
  let most = 0;
  const work = async (id: string): Promise<Result> => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
    return { success: !failing.includes(id) };
  };
  const given: string[] = [];
  for await (const finished of schedule(steps, limit, work)) given.push(inWords(finished));
  return { given, most };
}

function inWords(finished: Finished<Result>): string {
  if (finished.kind === 'skipped') return `${finished.id} skipped for ${finished.failed}`;
  return `${finished.id} ${finished.result.success ? 'done' : 'failed'}`;
}

describe('schedule', () => {
  it('does what others wait for first', async () => {
    const { given } = await run([after('c', 'b'), after('b', 'a'), after('a')]);
    expect(given).toEqual(['a done', 'b done', 'c done']);
  });

  it('does no more at once than it may', async () => {
    const steps = ['a', 'b', 'c', 'd', 'e'].map((id) => after(id));
    expect((await run(steps, { limit: 2 })).most).toBe(2);
    expect((await run(steps, { limit: 9 })).most).toBe(5);
  });

  it('skips what waits for a failure, also from afar, and does the rest', async () => {
    const steps = [after('c', 'b'), after('b', 'a'), after('a'), after('x')];
    const { given } = await run(steps, { failing: ['a'] });
    expect([...given].sort()).toEqual(['a failed', 'b skipped for a', 'c skipped for b', 'x done']);
  });

  it('takes what is not in the batch as done before it', async () => {
    expect((await run([after('a', 'elsewhere')])).given).toEqual(['a done']);
  });

  it('gives every step of a circle', async () => {
    const { given } = await run([after('a', 'b'), after('b', 'a'), after('c')]);
    expect(given).toEqual(['c done', 'a skipped for b', 'b skipped for a']);
  });
});

/**
 * `npm run oracle:matrix [-- <id> …]`: builds, tests and checks the fixture after each mutation of
 * the table with the real tools, and records in oracle.json which tasks really give another result.
 * With ids only these are done again.
 */
import { rmSync } from 'node:fs';
import { readOracle, writeOracle } from '../expectation.ts';
import type { Mutation, Task } from '../mutation.ts';
import { mutations } from '../table.ts';
import { inState, openLaboratory, type Laboratory } from './laboratory.ts';
import { outcomesIn } from './outcomes.ts';

async function main(ids: readonly string[]): Promise<void> {
  const built = mutations.filter(({ notBuilt }) => notBuilt === undefined);
  const wanted = ids.length === 0 ? built : built.filter(({ id }) => ids.includes(id));
  const laboratory = await openLaboratory();
  const known = ids.length === 0 ? {} : readOracle();
  try {
    const before = await inState(laboratory, { edits: [] }, (setting) =>
      outcomesIn(laboratory, setting),
    );
    const found: Record<string, readonly Task[]> = { ...known };
    for (const [index, mutation] of wanted.entries()) {
      const start = Date.now();
      found[mutation.id] = differing(before, await outcomesAfter(mutation, laboratory));
      const seconds = ((Date.now() - start) / 1000).toFixed(1);
      console.log(
        `${index + 1}/${wanted.length} ${mutation.id} (${seconds} s): ${found[mutation.id]?.join(' ')}`,
      );
      writeOracle(found, built);
    }
    const after = await inState(laboratory, { edits: [] }, (setting) =>
      outcomesIn(laboratory, setting),
    );
    const unsteady = differing(before, after);
    if (unsteady.length > 0) throw new Error(`not reproducible: ${unsteady.join(', ')}`);
  } finally {
    if (process.env['ORACLE_KEEP'] !== '1') {
      rmSync(laboratory.folder, { recursive: true, force: true });
    }
  }
}

function outcomesAfter(mutation: Mutation, laboratory: Laboratory) {
  return inState(laboratory, mutation, (setting) => outcomesIn(laboratory, setting));
}

function differing(
  before: Readonly<Record<Task, string>>,
  after: Readonly<Record<Task, string>>,
): readonly Task[] {
  return Object.keys(before)
    .filter((task) => before[task] !== after[task])
    .sort();
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

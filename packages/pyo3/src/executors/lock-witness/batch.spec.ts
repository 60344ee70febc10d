import type { TaskGraph } from '@nx/devkit';
import { expect, it } from '@jest/globals';
import lockWitnessBatch from './batch.ts';

it('completes every witness without printing anything', async () => {
  const task = (id: string) => ({
    id,
    target: { project: id, target: 'lock-witness' },
    overrides: {},
    outputs: [],
    parallelism: true,
    cache: true,
  });
  const graph: TaskGraph = {
    roots: ['a', 'b'],
    tasks: { a: task('a'), b: task('b') },
    dependencies: { a: [], b: [] },
    continuousDependencies: { a: [], b: [] },
  };
  const results: unknown[] = [];
  for await (const one of lockWitnessBatch(graph)) results.push(one);
  const result = expect.objectContaining({ success: true, terminalOutput: '' });
  expect(results).toEqual([
    { task: 'a', result },
    { task: 'b', result },
  ]);
});

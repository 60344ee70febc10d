import type { ExecutorContext, TaskGraph } from '@nx/devkit';
import { compileTestsTogether } from '../../checks/cargo-test-together.ts';
import { testCrates } from '../../checks/cargo-test.ts';
import { runBatch, tasksAtOnce, type BatchTaskResult } from '../../task/batch/run-batch.ts';
import type { CargoTestExecutorOptions } from './options.ts';

export default function cargoTestBatch(
  taskGraph: TaskGraph,
  options: Readonly<Record<string, CargoTestExecutorOptions>>,
  _overrides: CargoTestExecutorOptions,
  context: ExecutorContext,
): AsyncGenerator<BatchTaskResult, void, undefined> {
  const schema = new URL('schema.json', import.meta.url);
  return runBatch(
    { taskGraph, options, context, schema },
    {
      together: compileTestsTogether,
      each: ({ session, options: own }) => testCrates(session, own),
      limit: tasksAtOnce(context),
    },
  );
}

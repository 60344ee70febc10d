import type { ExecutorContext, TaskGraph } from '@nx/devkit';
import { runBatch, tasksAtOnce, type BatchTaskResult } from '../../task/batch/run-batch.ts';
import { developTogether } from '../../develop/develop-together.ts';
import { develop } from '../../develop/develop.ts';
import type { DevelopExecutorOptions } from './options.ts';

export default function developBatch(
  taskGraph: TaskGraph,
  options: Readonly<Record<string, DevelopExecutorOptions>>,
  _overrides: DevelopExecutorOptions,
  context: ExecutorContext,
): AsyncGenerator<BatchTaskResult, void, undefined> {
  const schema = new URL('schema.json', import.meta.url);
  const limit = tasksAtOnce(context);
  return runBatch(
    { taskGraph, options, context, schema },
    {
      together: (tasks) => developTogether(tasks, limit),
      each: ({ session, options: own }, said) => {
        const before = said?.get(session);
        process.stdout.write(before ?? '');
        return develop(session, own, before !== undefined);
      },
      limit,
    },
  );
}

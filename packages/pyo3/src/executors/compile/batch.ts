import type { ExecutorContext, TaskGraph } from '@nx/devkit';
import { runBatch, type BatchTaskResult } from '../../task/batch/run-batch.ts';
import { compile } from '../../compile/compile.ts';
import { compileTogether } from '../../compile/compile-together.ts';
import type { CompileExecutorOptions } from './options.ts';

export default function compileBatch(
  taskGraph: TaskGraph,
  options: Readonly<Record<string, CompileExecutorOptions>>,
  _overrides: CompileExecutorOptions,
  context: ExecutorContext,
): AsyncGenerator<BatchTaskResult, void, undefined> {
  const schema = new URL('schema.json', import.meta.url);
  return runBatch(
    { taskGraph, options, context, schema },
    {
      together: compileTogether,
      each: ({ session, options: own }, together) => compile(session, own, together),
      // cargo allows one build at a time in a target folder.
      limit: 1,
    },
  );
}

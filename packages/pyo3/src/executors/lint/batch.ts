import type { ExecutorContext, TaskGraph } from '@nx/devkit';
import { lintTogether } from '../../checks/lint-together.ts';
import { lint } from '../../checks/lint.ts';
import { runBatch, type BatchTaskResult } from '../../task/batch/run-batch.ts';
import type { LintExecutorOptions } from './options.ts';

export default function lintBatch(
  taskGraph: TaskGraph,
  options: Readonly<Record<string, LintExecutorOptions>>,
  _overrides: LintExecutorOptions,
  context: ExecutorContext,
): AsyncGenerator<BatchTaskResult, void, undefined> {
  const schema = new URL('schema.json', import.meta.url);
  return runBatch(
    { taskGraph, options, context, schema },
    {
      together: lintTogether,
      each: ({ session, options: own }) => lint(session, own),
      // cargo allows one build at a time in a target folder.
      limit: 1,
    },
  );
}

import type { ExecutorContext } from '@nx/devkit';
import { buildCrate } from '../../crates/build-crate.ts';
import { runTask, type TaskResult } from '../../task/session/run-task.ts';
import type { CargoBuildExecutorOptions } from './options.ts';

export default function cargoBuildExecutor(
  options: CargoBuildExecutorOptions,
  context: ExecutorContext,
): Promise<TaskResult> {
  const schema = new URL('schema.json', import.meta.url);
  return runTask({ options, context, schema }, (session) => buildCrate(session, options));
}

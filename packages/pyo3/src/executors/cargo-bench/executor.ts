import type { ExecutorContext } from '@nx/devkit';
import { benchCrate } from '../../crates/bench-crate.ts';
import { runTask, type TaskResult } from '../../task/session/run-task.ts';
import type { CargoBenchExecutorOptions } from './options.ts';

export default function cargoBenchExecutor(
  options: CargoBenchExecutorOptions,
  context: ExecutorContext,
): Promise<TaskResult> {
  const schema = new URL('schema.json', import.meta.url);
  return runTask({ options, context, schema }, (session) => benchCrate(session, options));
}

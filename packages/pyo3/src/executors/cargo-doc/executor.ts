import type { ExecutorContext } from '@nx/devkit';
import { documentCrate } from '../../crates/document-crate.ts';
import { runTask, type TaskResult } from '../../task/session/run-task.ts';
import type { CargoDocExecutorOptions } from './options.ts';

export default function cargoDocExecutor(
  options: CargoDocExecutorOptions,
  context: ExecutorContext,
): Promise<TaskResult> {
  const schema = new URL('schema.json', import.meta.url);
  return runTask({ options, context, schema }, (session) => documentCrate(session, options));
}

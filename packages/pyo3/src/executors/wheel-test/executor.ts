import type { ExecutorContext } from '@nx/devkit';
import { runTask, type TaskResult } from '../../task/session/run-task.ts';
import { testArtifact } from '../../wheels/test-artifact.ts';
import type { WheelTestExecutorOptions } from './options.ts';

export default function wheelTestExecutor(
  options: WheelTestExecutorOptions,
  context: ExecutorContext,
): Promise<TaskResult> {
  const schema = new URL('schema.json', import.meta.url);
  return runTask({ options, context, schema }, (session) => testArtifact(session, options));
}

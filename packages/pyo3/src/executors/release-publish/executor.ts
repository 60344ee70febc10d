import type { ExecutorContext } from '@nx/devkit';
import { publishProject } from '../../publish/publish-project.ts';
import { runTask, type TaskResult } from '../../task/session/run-task.ts';
import type { ReleasePublishExecutorOptions } from './options.ts';

export default function releasePublishExecutor(
  options: ReleasePublishExecutorOptions,
  context: ExecutorContext,
): Promise<TaskResult> {
  const schema = new URL('schema.json', import.meta.url);
  // Nx has a number where all others would have a string.
  const { otp, ...others } = options;
  const own = otp === undefined ? others : { ...others, otp: String(otp) };
  return runTask({ options: own, context, schema }, (session) =>
    publishProject(session, options, context),
  );
}

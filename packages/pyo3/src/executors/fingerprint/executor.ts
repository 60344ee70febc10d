import type { ExecutorContext } from '@nx/devkit';
import { withoutSecrets } from '../../environment/secret-variables.ts';
import { currentFingerprint } from '../../fingerprint/fingerprint.ts';
import { runTask, type TaskResult } from '../../task/session/run-task.ts';
import type { FingerprintExecutorOptions } from './options.ts';
import { tellFingerprint } from '../../fingerprint/tell.ts';

export default function fingerprintExecutor(
  options: FingerprintExecutorOptions,
  context: ExecutorContext,
): Promise<TaskResult> {
  const schema = new URL('schema.json', import.meta.url);
  return runTask({ options, context, schema }, async (session) => {
    const env = withoutSecrets(process.env);
    const current = await currentFingerprint(session.workspaceRoot, env, {
      scope: 'distribution',
    });
    return tellFingerprint(session, options, current);
  });
}

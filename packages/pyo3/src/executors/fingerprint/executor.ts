import type { ExecutorContext } from '@nx/devkit';
import { join } from 'node:path';
import { currentFingerprint } from '../../environment/current-fingerprint.ts';
import {
  compareFingerprints,
  explainFingerprint,
  parseFingerprint,
} from '../../environment/explain-fingerprint.ts';
import type { FingerprintFacts } from '../../environment/fingerprint.ts';
import { Pyo3Error } from '../../diagnostics/pyo3-error.ts';
import { readOptional } from '../../files/disk.ts';
import { runTask, type TaskResult } from '../run-task.ts';
import type { TaskSession } from '../task-session.ts';
import type { FingerprintExecutorOptions } from './options.ts';

/**
 * Tells the fingerprint, which every project of a workspace shares.
 *
 * @param current the fingerprint of this machine, as canonical JSON.
 * @throws Pyo3Error `option-invalid` when there is nothing to compare with.
 */
export function tellFingerprint(
  session: Pick<TaskSession, 'say' | 'workspaceRoot'>,
  { json = false, compare }: FingerprintExecutorOptions,
  current: string,
): boolean {
  const here = JSON.parse(current) as FingerprintFacts;
  const told =
    compare === undefined
      ? json
        ? [current]
        : explainFingerprint(here)
      : compareFingerprints(here, readOther(session.workspaceRoot, compare));
  session.say(told.join('\n'));
  return true;
}

function readOther(workspaceRoot: string, file: string): FingerprintFacts {
  const text = readOptional(join(workspaceRoot, file));
  if (text !== undefined) return parseFingerprint(text, file);
  throw new Pyo3Error({
    code: 'option-invalid',
    message: `${file} cannot be read, so there is nothing to compare with.`,
    hint: 'Give the path of the file from the root of the workspace.',
  });
}

export default function fingerprintExecutor(
  options: FingerprintExecutorOptions,
  context: ExecutorContext,
): Promise<TaskResult> {
  const schema = new URL('schema.json', import.meta.url);
  return runTask({ options, context, schema }, async (session) => {
    const set = Object.entries(process.env).filter((entry) => entry[1] !== undefined);
    const env = Object.fromEntries(set) as Record<string, string>;
    const current = await currentFingerprint(session.workspaceRoot, env, 'distribution');
    return tellFingerprint(session, options, current);
  });
}

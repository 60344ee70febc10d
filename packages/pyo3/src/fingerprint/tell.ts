import { resolve } from 'node:path';
import type { AbsolutePath } from '../files/paths.ts';
import { compareFingerprints, explainFingerprint, parseFingerprint } from './explain.ts';
import type { FingerprintFacts } from './fingerprint.ts';
import { Pyo3Error } from '../diagnostics/pyo3-error.ts';
import { readOptional } from '../files/disk.ts';
import type { FingerprintExecutorOptions } from '../executors/fingerprint/options.ts';

/**
 * Tells the fingerprint, which every project of a workspace shares.
 *
 * @param current the fingerprint of this machine, as canonical JSON.
 * @throws Pyo3Error `option-invalid` when there is nothing to compare with.
 */
export function tellFingerprint(
  session: { readonly workspaceRoot: AbsolutePath; say(text: string): void },
  { json = false, compare }: FingerprintExecutorOptions,
  current: string,
): boolean {
  const here = parseFingerprint(current, 'The fingerprint of this machine');
  const told =
    compare === undefined
      ? json
        ? [current]
        : explainFingerprint(here)
      : compareFingerprints(here, readOther(session.workspaceRoot, compare));
  session.say(told.join('\n'));
  return true;
}

function readOther(workspaceRoot: AbsolutePath, file: string): Partial<FingerprintFacts> {
  const text = readOptional(resolve(workspaceRoot, file));
  if (text !== undefined) return parseFingerprint(text, file);
  throw new Pyo3Error({
    code: 'option-invalid',
    message: `${file} cannot be read, so there is nothing to compare with.`,
    hint: 'Give an absolute path, or one from the root of the workspace.',
  });
}

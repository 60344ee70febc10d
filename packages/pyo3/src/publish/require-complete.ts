import { Pyo3Error } from '../diagnostics/pyo3-error.ts';
import type { PackageIndex } from './package-index.ts';
import type { Artifact, ArtifactReport } from './release-artifacts.ts';

/** An artifact, and whether the index has it. */
export interface ArtifactState {
  readonly artifact: Artifact;
  readonly state: 'new' | 'same' | 'different' | 'unhashed';
  readonly digest: string;
  readonly onIndex?: string;
}

/** @throws Pyo3Error `artifact-unexpected` or `artifact-missing`. */
export function requireComplete(
  what: string,
  { artifacts, missing, unexpected }: ArtifactReport,
  isPartial: boolean,
): void {
  // Only those of another version: it was not built after it was chosen.
  const isOlder = artifacts.length === 0 && unexpected.length > 0;
  if (unexpected.length > 0 && !isOlder) {
    throw new Pyo3Error({
      code: 'artifact-unexpected',
      message: `${what} cannot be published: ${listed(unexpected)} ${unexpected.length === 1 ? 'does' : 'do'} not belong to it.`,
      hint: 'Remove what is left of other versions or of an earlier matrix, then run the same command again.',
    });
  }
  if (missing.length === 0 || (isPartial && artifacts.length > 0)) return;
  throw new Pyo3Error({
    code: 'artifact-missing',
    message: `${what} cannot be published: ${listed(missing)} ${missing.length === 1 ? 'is' : 'are'} not there${isOlder ? `, only ${listed(unexpected)}` : ''}.`,
    hint: 'Build this version with `nx run-many -t build sdist` or `nx run-many -t wheels`, collect the wheels of other machines, then run the same command again. `partial` publishes without the missing wheels.',
  });
}

/** @throws Pyo3Error `index-differs`. */
export function requireSame(
  what: string,
  { label }: PackageIndex,
  states: readonly ArtifactState[],
): void {
  const different = states.filter(({ state }) => state === 'different');
  if (different.length === 0) return;
  const lines = different.map(
    ({ artifact, digest, onIndex = '' }) =>
      `${artifact.path}: SHA-256 ${digest}, on the index ${onIndex}.`,
  );
  throw new Pyo3Error({
    code: 'index-differs',
    message: `${label} has other bytes for ${what}. Nothing was uploaded.\n${lines.join('\n')}`,
    hint: 'Publish the files of the first attempt, or release another version: a file on an index is never replaced.',
  });
}

/** Phrases as a list in a sentence. */
export function listed(items: readonly string[]): string {
  return items.length < 2
    ? items.join('')
    : `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`;
}

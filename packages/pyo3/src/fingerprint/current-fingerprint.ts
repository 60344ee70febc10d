import { diskReader } from '../files/disk.ts';
import { askIn, type Ask } from '../process/ask.ts';
import { fingerprint, type FingerprintScope } from './fingerprint.ts';
import { workspaceEnvironment } from '../environment/workspace-environment.ts';

type Env = Readonly<Record<string, string>>;

/** The fingerprint of this machine for a workspace, as canonical JSON (see `FingerprintFacts`). */
export async function currentFingerprint(
  root: string,
  env: Env,
  scope: FingerprintScope,
): Promise<string> {
  const ask = askIn(root, env);
  const planned = scope === 'distribution' ? await maturinToCome(root, env, ask) : undefined;
  return fingerprint(root, env, scope, ask, planned);
}

/** What reads manifests is loaded only here: it takes as long as all the rest. */
async function maturinToCome(root: string, env: Env, ask: Ask): Promise<string | undefined> {
  if (workspaceEnvironment(root, env).kind !== 'none') return undefined;
  const { plannedMaturin } = await import('../environment/planned-maturin.ts');
  return plannedMaturin(diskReader(root), env, ask);
}

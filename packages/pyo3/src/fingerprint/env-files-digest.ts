import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { withoutSecrets } from '../environment/secret-variables.ts';
import { readOptional } from '../files/disk.ts';
import { canonicalJson } from '../project/folder/canonical-json.ts';

/**
 * A digest of the variables that tasks get from `.env` files which Nx does not hash; `null` where there
 * are none. Secrets, which no tool sees, and Nx's own variables do not count.
 *
 * @param files relative to the workspace root.
 */
export function envFilesDigest(root: string, files: readonly string[]): string | null {
  const found = files.flatMap((file) => {
    const variables = Object.entries(
      withoutSecrets(parseEnv(readOptional(join(root, file)) ?? '')),
    );
    const counting = variables.filter(([name]) => !name.startsWith('NX_')).sort();
    return counting.length === 0 ? [] : [[file, counting]];
  });
  if (found.length === 0) return null;
  return createHash('sha256').update(canonicalJson(found)).digest('hex').slice(0, 16);
}

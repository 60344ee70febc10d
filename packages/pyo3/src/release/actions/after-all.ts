import { logger } from '@nx/devkit';
import type { AbsolutePath } from '../../files/paths.ts';
import { verifyLocks } from './verify-locks.ts';

/** Nx does not tell `afterAllProjectsVersioned` what was changed. */
const changed = new Set<string>();

/** Remembers a file that the release writes. */
export function noteChange(file: string): void {
  changed.add(file);
}

/**
 * Nx calls this once after it has written all files, also on a dry run, and where no project got a new
 * version. Nothing is written here: the lock files were changed in the tree, and show in `--dry-run`.
 */
export async function afterAllProjectsVersioned(
  workspaceRoot: AbsolutePath,
  { dryRun = false, verbose = false }: { readonly dryRun?: boolean; readonly verbose?: boolean },
): Promise<{ changedFiles: string[]; deletedFiles: string[] }> {
  const files = [...changed];
  changed.clear();
  const tell = (line: string) => {
    if (verbose) logger.info(line);
  };
  if (!dryRun) await verifyLocks(workspaceRoot, files, tell);
  return { changedFiles: [], deletedFiles: [] };
}

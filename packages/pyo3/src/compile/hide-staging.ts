import { appendFileSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { AbsolutePath } from '../files/paths.ts';
import { diskReader, readOptional, safely } from '../files/disk.ts';
import { isIgnoredAnywhere } from '../project/paths/ignored-files.ts';
import { stagedNames } from '../project/distribution/staging.ts';
import { childPath } from '../project/folder/workspace-path.ts';

/**
 * Adds the staging folder to this clone's own ignore list, if no ignore file of the repository
 * contains it (gitignore(5), `$GIT_DIR/info/exclude`).
 *
 * A `.gitignore` in the folder itself would work as well, but Nx's daemon exits when one is added
 * or removed, and Nx 24 then fails the run that it is serving.
 *
 * @param folder the staging folder, relative to the workspace root.
 */
export function hideStaging(workspaceRoot: AbsolutePath, folder: string): void {
  if (isIgnoredAnywhere(childPath(folder, 'x'), diskReader(workspaceRoot))) return;
  const git = commonGitFolder(workspaceRoot);
  if (git === undefined) return;
  const file = join(git, 'info', 'exclude');
  const text = readOptional(file) ?? '';
  if (text.split(/\r?\n/).includes(stagedNames)) return;
  // A read-only repository must not prevent compilation.
  safely(() => {
    mkdirSync(dirname(file), { recursive: true });
    appendFileSync(file, `${text === '' || text.endsWith('\n') ? '' : '\n'}${stagedNames}\n`);
  }, undefined);
}

/** The main checkout's folder for a worktree (gitrepository-layout(5)); `undefined` without git. */
function commonGitFolder(folder: string): string | undefined {
  const git = join(folder, '.git');
  const found = statSync(git, { throwIfNoEntry: false });
  if (found === undefined) {
    return dirname(folder) === folder ? undefined : commonGitFolder(dirname(folder));
  }
  if (found.isDirectory()) return git;
  const [, link = ''] = /^gitdir: (.+)$/m.exec(readOptional(git) ?? '') ?? [];
  const own = resolve(folder, link);
  const common = readOptional(join(own, 'commondir'))?.trim();
  return common === undefined ? own : resolve(own, common);
}

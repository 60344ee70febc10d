import { watch, type FSWatcher } from 'node:fs';
import { basename, join } from 'node:path';
import { Pyo3Error } from '../diagnostics/pyo3-error.ts';
import { diskReader } from '../files/disk.ts';
import { ignoreRulesIn, isIgnored } from '../project/paths/ignored-files.ts';
import { isEnvFile } from '../project/folder/env-file-name.ts';
import { childPath, folderOf, isInside } from '../project/folder/workspace-path.ts';
import type { ChangedFiles } from './changed-files.ts';
import { isOutputFile, isOutputFolder } from './ignored-names.ts';
import { isSetting, type WatchedFolders } from './watched-folders.ts';

export interface FolderWatch {
  /** The number of watched folders. */
  readonly count: () => number;
  readonly close: () => void;
}

/**
 * Reports everything that happens to sources in the folders, except for output of tools and files
 * that Nx excludes from hashes.
 *
 * Each folder has its own watch, because Node's recursive watches on Linux watch every file,
 * including those of `target/` and `node_modules/`, and lose files that are replaced.
 *
 * @param root the absolute path of the workspace.
 * @throws Pyo3Error `watch-refused` if the system has no more watches.
 */
export function watchFolders(
  root: string,
  { whole, above }: WatchedFolders,
  { expect, add: changed }: Pick<ChangedFiles, 'expect' | 'add'>,
): FolderWatch {
  const watches = new Map<string, FSWatcher>();
  const reader = diskReader(root);
  const isLeftOut = (path: string, isFolder: boolean) => {
    const [folder, name] = [folderOf(path), basename(path)];
    const isOutput = isFolder
      ? isOutputFolder(name, whole.includes(folder)) || reader.isFile(`${path}/pyvenv.cfg`)
      : isOutputFile(name);
    // Tasks get the variables of these files, whether git ignores them or not.
    if (!isFolder && isEnvFile(name)) return false;
    return isOutput || isIgnored(isFolder ? `${path}/` : path, ignoreRulesIn(folder, reader));
  };

  const forget = (folder: string) => {
    for (const [path, own] of watches) {
      if (!isInside(path, folder)) continue;
      own.close();
      watches.delete(path);
    }
  };
  const add = (folder: string, onEvent: (path: string) => void) => {
    if (watches.has(folder)) return;
    const own = openWatch(join(root, folder), (name) => onEvent(childPath(folder, name)));
    if (own === undefined) return;
    own.on('error', () => forget(folder));
    watches.set(folder, own);
  };
  /** The content of a new folder has changed as well: it may have existed before its watch. */
  const walk = (folder: string, found: (path: string) => void) => {
    add(folder, onEvent);
    for (const { name, kind } of reader.entries(folder)) {
      const path = childPath(folder, name);
      if (isLeftOut(path, kind === 'folder')) continue;
      if (kind === 'folder') walk(path, found);
      else found(path);
    }
  };
  const onEvent = (path: string) => {
    const isFolder = reader.isDirectory(path);
    if (isLeftOut(path, isFolder)) return;
    // A folder of this name may be a new one, which needs its own watch.
    forget(path);
    if (isFolder) walk(path, changed);
    else changed(path);
  };

  for (const folder of whole) walk(folder, expect);
  for (const folder of above) {
    add(folder, (path) => isSetting(basename(path)) && changed(path));
    const settings = childPath(folder, '.cargo');
    if (reader.isDirectory(settings)) add(settings, changed);
  }
  return { count: () => watches.size, close: () => forget('.') };
}

/** `undefined` for a folder that no longer exists. */
function openWatch(folder: string, onEvent: (name: string) => void): FSWatcher | undefined {
  try {
    return watch(folder, (_, name) => name !== null && onEvent(name));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new Pyo3Error({
      code: 'watch-refused',
      message: `${folder} cannot be watched: the system reports ${code ?? String(error)}.`,
      hint:
        process.platform === 'linux' && (code === 'ENOSPC' || code === 'EMFILE')
          ? 'Allow more watches: sudo sysctl fs.inotify.max_user_watches=524288 fs.inotify.max_user_instances=512'
          : 'Check its permissions, and run the task again.',
      cause: error,
    });
  }
}

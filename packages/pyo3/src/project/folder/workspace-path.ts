/**
 * Paths relative to the workspace root, separated by `/`; the root is `'.'`.
 */
import type { AbsolutePath, WorkspacePath } from '../../files/paths.ts';
import { hasControl } from '../../diagnostics/render.ts';
import { isAbsolute, posix, relative as relativePath, sep } from 'node:path';

/**
 * `relative` seen from `folder`; `undefined` when that is outside the workspace, absolute, longer or
 * deeper than a path should be, or has a control character: Nx prints inputs and folders.
 * Backslashes count as separators, as they do for cargo and maturin on Windows.
 */
export function resolvePath(folder: WorkspacePath, relative: string): WorkspacePath | undefined {
  if (relative.length > longestPath || hasControl(relative)) return undefined;
  const path = relative.replaceAll('\\', '/');
  if (posix.isAbsolute(path) || /^[A-Za-z]:/.test(path)) return undefined;
  const joined = posix.join(folder, path).replace(/(?<=.)\/$/, '');
  if (joined === '..' || joined.startsWith('../')) return undefined;
  return depthOf(joined) > deepestPath ? undefined : joined;
}

/** The number of names in a path. */
export function depthOf(path: WorkspacePath): number {
  let names = 1;
  for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) names += 1;
  return names;
}

/**
 * What applies to a folder is looked for in each folder around it, so that the time for n crates inside
 * each other grows with n² at least. The deepest project has half as many folders.
 */
const deepestPath = 64;

/** PATH_MAX of Linux. Node's `join` takes time with the square of the number of `..` in a path. */
export const longestPath = 4096;

/** A file or folder inside `folder`, by names as they are: nothing is resolved. */
export function childPath(folder: WorkspacePath, ...names: readonly string[]): WorkspacePath {
  const [first = ''] = names;
  const inside = names.length === 1 ? first : names.join('/');
  return folder === '.' ? inside : `${folder}/${inside}`;
}

/** `folder` and all that enclose it, innermost first; the last is `'.'`. */
export function enclosingFolders(folder: WorkspacePath): readonly WorkspacePath[] {
  if (folder === '.') return ['.'];
  const folders = [folder];
  for (let at = folder.lastIndexOf('/'); at > 0; at = folder.lastIndexOf('/', at - 1)) {
    folders.push(folder.slice(0, at));
  }
  return [...folders, '.'];
}

/** True when `path` is `folder` or lies in it. */
export function isInside(path: WorkspacePath, folder: WorkspacePath): boolean {
  return folder === '.' || path === folder || path.startsWith(`${folder}/`);
}

/** Folder of a file. */
export function folderOf(file: WorkspacePath): WorkspacePath {
  return posix.dirname(file);
}

/** The path of an absolute one, seen from the workspace; `undefined` for what lies elsewhere. */
export function pathInside(
  workspaceRoot: AbsolutePath,
  absolute: AbsolutePath,
): WorkspacePath | undefined {
  const path = relativePath(workspaceRoot, absolute);
  if (path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path)) return undefined;
  return path === '' ? '.' : path.split(sep).join(posix.sep);
}

/**
 * Where a path really is. A repository may hold links, and what is behind them belongs to others: the
 * plugin neither writes nor removes anything outside the workspace and the environment.
 */
import { lstatSync, realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path';
import { Pyo3Error } from '../diagnostics/pyo3-error.ts';
import { safely } from './disk.ts';

/**
 * That a folder, with all links on the way to it followed, is one of `allowed` or lies in one. It need
 * not exist.
 *
 * @param folder absolute, as are those that are allowed; the first of them is named in the message.
 * @throws Pyo3Error `path-invalid`.
 */
export function requireWithin(folder: string, allowed: readonly string[]): void {
  const real = realPath(folder);
  if (real !== undefined && allowed.some((each) => contains(realPath(each) ?? each, real))) return;
  throw new Pyo3Error({
    code: 'path-invalid',
    message:
      real === undefined
        ? `${folder} must be a folder inside ${allowed[0] ?? ''}, but a link on the way to it leads nowhere.`
        : `${folder} must be inside ${allowed[0] ?? ''}, but it is ${real}: nothing is written or removed there.`,
    hint: 'Replace the link on the way to it with a folder, or name a folder inside the workspace.',
  });
}

/** Whether there is a regular file at the path itself: a link to one is none. */
export function isRegularFile(path: string): boolean {
  return safely(() => lstatSync(path, { throwIfNoEntry: false })?.isFile() === true, false);
}

/** Of what does not exist yet, by the nearest folder that does; `undefined` behind a broken link. */
function realPath(path: string): string | undefined {
  try {
    return realpathSync.native(path);
  } catch {
    const parent = dirname(path);
    const found = safely(() => lstatSync(path, { throwIfNoEntry: false }), undefined);
    if (found?.isSymbolicLink() === true || parent === path) return undefined;
    const real = realPath(parent);
    return real === undefined ? undefined : join(real, basename(path));
  }
}

function contains(folder: string, path: string): boolean {
  const inside = relative(folder, path);
  return inside !== '..' && !inside.startsWith(`..${sep}`) && !isAbsolute(inside);
}

/**
 * Resolves where a path really leads. A repository may contain links whose targets belong to
 * something else: the plugin neither writes nor removes anything outside the workspace and the
 * environment.
 */
import type { AbsolutePath } from './paths.ts';
import { lstatSync, realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path';
import { Pyo3Error } from '../diagnostics/pyo3-error.ts';
import { safely } from './disk.ts';

/**
 * Checks that a folder, with all links on the way to it followed, is one of `allowed` or inside
 * one. It need not exist.
 *
 * @param folder an absolute path, like those in `allowed`; the message names the first of them.
 * @throws Pyo3Error `path-invalid`.
 */
export function requireWithin(folder: AbsolutePath, allowed: readonly AbsolutePath[]): void {
  const real = realPath(folder);
  if (real !== undefined && allowed.some((each) => contains(realPath(each) ?? each, real))) return;
  throw new Pyo3Error({
    code: 'path-invalid',
    message:
      real === undefined
        ? `${folder} must be a folder inside ${allowed[0] ?? ''}, but its path contains a broken link.`
        : `${folder} must be inside ${allowed[0] ?? ''}, but it is ${real}. Nothing was written or removed there.`,
    hint: 'Replace the link in its path with a folder, or name a folder inside the workspace.',
  });
}

/** Whether there is a regular file at the path itself: a link to one does not count. */
export function isRegularFile(path: AbsolutePath): boolean {
  return safely(() => lstatSync(path, { throwIfNoEntry: false })?.isFile() === true, false);
}

/**
 * The real path of something that does not exist yet, from its nearest existing ancestor;
 * `undefined` if a link is broken.
 */
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

import { isAbsolute, relative, sep } from 'node:path';
import type { Tree } from '@nx/devkit';

/** A folder as it was typed, relative to the workspace root where it is an absolute path inside of it. */
export function fromRoot(tree: Tree, written: string): string {
  const folder = written.trim();
  if (!isAbsolute(folder)) return folder;
  const inside = relative(tree.root, folder).split(sep).join('/');
  return inside.startsWith('..') || isAbsolute(inside) ? folder : inside === '' ? '.' : inside;
}

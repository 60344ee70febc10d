import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import type { Tree } from '@nx/devkit';
import { safely } from './disk.ts';
import type { Entry, FileReader } from './file-reader.ts';

/** Reads the content of a generator's `Tree`, including changes that are not yet on disk. */
export function treeReader(tree: Tree): FileReader {
  const isFile = (path: string) => tree.exists(path) && tree.isFile(path);
  const list = (path: string) => [...tree.children(path === '.' ? '' : path)].sort();
  return {
    read: (path) => (isFile(path) ? (tree.read(path, 'utf-8') ?? undefined) : undefined),
    isFile,
    isDirectory: (path) => path === '.' || (tree.exists(path) && !tree.isFile(path)),
    list,
    entries: (path) =>
      list(path).map((name): Entry => {
        const inside = path === '.' ? name : `${path}/${name}`;
        if (isLink(join(tree.root, inside))) return { name, kind: 'link' };
        return { name, kind: isFile(inside) ? 'file' : 'folder' };
      }),
    // A tree does not say where links lead.
    branches: (path) =>
      list(path)
        .filter((name) => !isFile(path === '.' ? name : `${path}/${name}`))
        .map((name) => ({ name })),
  };
}

/** A `Tree` follows links and does not report where they are; only the disk does. */
function isLink(absolute: string): boolean {
  const look = () => lstatSync(absolute, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
  return safely(look, false);
}

import type { Tree } from '@nx/devkit';
import type { FileReader } from './file-reader.ts';

/** Reads what a generator's `Tree` holds, changes that are not yet on disk included. */
export function treeReader(tree: Tree): FileReader {
  const isFile = (path: string) => tree.exists(path) && tree.isFile(path);
  const list = (path: string) => [...tree.children(path === '.' ? '' : path)].sort();
  return {
    read: (path) => (isFile(path) ? (tree.read(path, 'utf-8') ?? undefined) : undefined),
    isFile,
    isDirectory: (path) => path === '.' || (tree.exists(path) && !tree.isFile(path)),
    list,
    entries: (path) =>
      list(path).map((name) => ({
        name,
        kind: isFile(path === '.' ? name : `${path}/${name}`) ? 'file' : 'folder',
      })),
  };
}

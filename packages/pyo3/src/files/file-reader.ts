import type { WorkspacePath } from './paths.ts';

/**
 * The only way in which pure code reads files. There are three implementations: the disk (inference
 * and executors), Nx's `Tree` (generators) and memory (tests).
 *
 * Every path is relative to the workspace root, separated by `/`, without a leading `./`; the root
 * itself is `'.'`.
 */
export interface Entry {
  readonly name: string;
  /** A link is neither, whatever it points to. */
  readonly kind: 'file' | 'folder' | 'link';
}

/** A folder in a folder, or a link with what it leads to at last. */
export interface Branch {
  readonly name: string;
  /**
   * Of a link: relative to the workspace root, with `..` or absolute where it leads out of it; absent
   * for a folder.
   */
  readonly target?: string;
}

export interface FileReader {
  /**
   * The text of a file, or `undefined` if it does not exist. Throws `manifest-unreadable`
   * otherwise.
   */
  read(path: WorkspacePath): string | undefined;
  isFile(path: WorkspacePath): boolean;
  isDirectory(path: WorkspacePath): boolean;
  /** The names of a folder's entries, sorted; empty if it is not a folder. */
  list(path: WorkspacePath): readonly string[];
  /**
   * A folder's entries by name; empty if it is not a folder. For walks, which terminate because
   * they do not follow links.
   */
  entries(path: WorkspacePath): readonly Entry[];
  /** The folders and links in a folder, by name. A link that leads nowhere is left out. */
  branches(path: WorkspacePath): readonly Branch[];
}

/**
 * The one way in which pure code reads files. There are three of them: the disk (inference and
 * executors), Nx's `Tree` (generators) and memory (tests).
 *
 * Every path is relative to the workspace root, separated by `/`, without a leading `./`;
 * the root itself is `'.'`.
 */
export interface Entry {
  readonly name: string;
  /** A link is neither, whatever it leads to. */
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
  /** Text of a file, or `undefined` when it does not exist. Throws `manifest-unreadable` otherwise. */
  read(path: string): string | undefined;
  isFile(path: string): boolean;
  isDirectory(path: string): boolean;
  /** Names of a folder's entries, sorted; empty when it is no folder. */
  list(path: string): readonly string[];
  /** A folder's entries by name; empty when it is no folder. For walks: who follows no link ends. */
  entries(path: string): readonly Entry[];
  /** The folders and links in a folder, by name. A link that leads nowhere is left out. */
  branches(path: string): readonly Branch[];
}

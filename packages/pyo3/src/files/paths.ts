/**
 * The two kinds of path. The compiler refuses one in the place of the other; a text of which nothing is
 * known yet may be either, so no cast is needed where it comes in.
 */
import { join } from 'node:path';

declare const kind: unique symbol;

/** Relative to the workspace root, or to the root of a `FileReader`; with `/`; the root is `'.'`. */
export type WorkspacePath = string & { readonly [kind]?: 'in the workspace' };

/** Absolute, as this machine writes it. */
export type AbsolutePath = string & { readonly [kind]?: 'on this machine' };

/** Where a file of the workspace is on this machine. */
export function absolutePath(workspaceRoot: AbsolutePath, path: WorkspacePath): AbsolutePath {
  return join(workspaceRoot, path);
}

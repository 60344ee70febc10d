import { posix } from 'node:path';
import type { FileReader } from '../../files/file-reader.ts';
import { folderOf, isInside, resolvePath } from '../../project/folder/workspace-path.ts';
import type { TomlPath } from '../../toml/locate.ts';
import { isArray } from '../../toml/fields.ts';
import { isTable, type TomlTable, type TomlValue } from '../../toml/parse.ts';

/** A folder of the repository and its new place. */
export interface Move {
  readonly from: string;
  readonly to: string;
}

/** A path in a manifest that changes with the move. */
export interface PathEdit {
  readonly path: TomlPath;
  readonly value: string;
}

/**
 * The fields in which a name without a slash is a path: members and excluded folders of workspaces
 * (Cargo reference, "Workspaces"; uv, "Workspaces"), path dependencies, and paths of build
 * backends.
 */
const pathKeys = new Set([
  'members',
  'exclude',
  'default-members',
  'include',
  'path',
  'file',
  'workspace',
  'manifest-path',
  'python-source',
  'readme',
  'license-file',
  'testpaths',
  'src',
]);

/** The path of a file or folder after the move. */
export function movedPath(path: string, { from, to }: Move): string {
  return isInside(path, from) ? posix.join(to, posix.relative(from, path)) : path;
}

/**
 * The paths in a manifest that lead into the folder from outside, or out of it from inside.
 *
 * @param file the path of the manifest before the move.
 * @param reader reads the repository before the move: a string that leads to nothing is not a path.
 */
export function movedPaths(
  file: string,
  document: TomlTable,
  move: Move,
  reader: FileReader,
): readonly PathEdit[] {
  const before = folderOf(file);
  const after = movedPath(before, move);
  return stringsIn(document).flatMap(({ path, value }) => {
    const target = targetOf(value, path, before, reader);
    if (target === undefined) return [];
    if (isInside(target, move.from) === isInside(before, move.from)) return [];
    const written = spelled(posix.relative(after, movedPath(target, move)), value);
    return written === value ? [] : [{ path, value: written }];
  });
}

interface Written {
  readonly path: TomlPath;
  readonly value: string;
}

function stringsIn(value: TomlValue | undefined, path: TomlPath = []): readonly Written[] {
  if (typeof value === 'string') return [{ path, value }];
  if (isArray(value)) return value.flatMap((item, index) => stringsIn(item, [...path, index]));
  if (!isTable(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => stringsIn(item, [...path, key]));
}

/** The target of a string, as a path from the workspace root; its globs are kept. */
function targetOf(
  value: string,
  path: TomlPath,
  folder: string,
  reader: FileReader,
): string | undefined {
  if (value === '' || value.includes('://')) return undefined;
  const key = path.findLast((part) => typeof part === 'string') ?? '';
  if (!value.includes('/') && value !== '..' && !pathKeys.has(String(key))) return undefined;
  const target = resolvePath(folder, value);
  if (target === undefined) return undefined;
  const plain = withoutGlob(target);
  return reader.isFile(plain) || reader.isDirectory(plain) ? target : undefined;
}

function withoutGlob(path: string): string {
  const parts = path.split('/');
  const first = parts.findIndex((part) => /[*?[{]/.test(part));
  return first === -1 ? path : posix.join('.', ...parts.slice(0, first));
}

/** The new path, written in the style of the string that it replaces. */
function spelled(relative: string, replaced: string): string {
  const path = relative === '' ? '.' : relative;
  const dotted = replaced.startsWith('./') && !path.startsWith('.') ? `./${path}` : path;
  return replaced.endsWith('/') ? `${dotted}/` : dotted;
}

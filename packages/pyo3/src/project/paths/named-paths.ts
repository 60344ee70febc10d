/**
 * Files and folders that values of settings name. No list of keys is complete, so every text counts
 * that leads to something that exists.
 */
import { posix } from 'node:path';
import type { FileReader } from '../../files/file-reader.ts';
import { entriesOf, isArray } from '../../toml/fields.ts';
import { isTable, type TomlValue } from '../../toml/parse.ts';
import { childPath, isInside, longestPath, resolvePath } from '../folder/workspace-path.ts';

/** A text in a table, with the key that it stands under. A key is a text, too: it may be a path. */
export interface NamedText {
  readonly key: string;
  readonly text: string;
}

export interface NamedPaths {
  readonly files: readonly string[];
  readonly folders: readonly string[];
  readonly globs: readonly string[];
}

export function textsIn(value: TomlValue | undefined, key = ''): readonly NamedText[] {
  if (typeof value === 'string') return [{ key, text: value }];
  if (isArray(value)) return value.flatMap((element) => textsIn(element, key));
  if (!isTable(value)) return [];
  return entriesOf(value).flatMap(([name, inner]) => [
    ...(name.includes('/') ? [{ key, text: name }] : []),
    ...textsIn(inner, name),
  ]);
}

/**
 * The paths in a text: all of it, and its parts where it is a list (`a, b`, `a:b`, `--config=a`).
 * `$MYPY_CONFIG_FILE_DIR/a` is relative to the file as `a` is.
 */
export function pathsIn(text: string): readonly string[] {
  const parts = [text, ...text.split(/[\s,;:=]+/)];
  const bare = parts.map((part) =>
    part
      .trim()
      .replace(/^["']|["']$/g, '')
      .replace(/^(\$\w+|\$?\{\w+\}|%\(here\)s)[/\\]/, ''),
  );
  return [...new Set(bare)].filter((part) => part !== '' && !/\s/.test(part));
}

/**
 * What texts name outside of a folder by `..`: such a path can mean nothing else than a file. What
 * encloses the folder counts for nothing, since that is most of the repository.
 *
 * @param base folder that the paths are relative to.
 * @param folder of the project.
 */
export function pathsLeadingOut(
  texts: readonly NamedText[],
  base: string,
  folder: string,
  reader: FileReader,
): NamedPaths {
  const leading = texts.filter(({ text }) => text.includes('..'));
  const paths = [...new Set(leading.flatMap(({ text }) => pathsIn(text)))]
    .filter((path) => path.replaceAll('\\', '/').split('/').includes('..'))
    .map((path) => resolvePath(base, path))
    .filter((path) => path !== undefined)
    .filter((path) => !isInside(path, folder));
  return kindsOf(paths, folder, reader);
}

/** Files of the repository that texts name, relative to any of the bases, wherever they are. */
export function filesNamedIn(
  texts: readonly NamedText[],
  bases: readonly string[],
  reader: FileReader,
): readonly string[] {
  const paths = texts
    .flatMap(({ text }) => pathsIn(text))
    .filter((path) => /[/\\]|\.[A-Za-z]+$/.test(path) && !/[*?[{]/.test(path));
  return existing(paths, bases, (path) => reader.isFile(path));
}

/** Folders that texts name, under keys that are for nothing else. */
export function foldersNamedIn(
  texts: readonly NamedText[],
  bases: readonly string[],
  reader: FileReader,
): readonly string[] {
  const paths = texts.flatMap(({ text }) => pathsIn(text));
  return existing(paths, bases, (path) => reader.isDirectory(path));
}

/** As inputs: a folder stands for all that is in it. */
export function inputsOf({ files, folders, globs }: NamedPaths): readonly string[] {
  return [...files, ...folders.map((folder) => childPath(folder, '**/*')), ...globs];
}

/**
 * A path that leads out of the workspace, relative to its root or absolute; `undefined` for one that
 * does not. Nx can hash nothing there.
 */
export function pathOutside(base: string, path: string): string | undefined {
  if (path === '' || path.length > longestPath) return undefined;
  if (resolvePath(base, path) !== undefined) return undefined;
  const normal = path.replaceAll('\\', '/');
  const isAbsolute = posix.isAbsolute(normal) || /^[A-Za-z]:/.test(normal);
  return isAbsolute ? normal : posix.join(base, normal).replace(/\/$/, '');
}

function existing(
  paths: readonly string[],
  bases: readonly string[],
  exists: (path: string) => boolean,
): readonly string[] {
  const found = paths.flatMap((path) =>
    bases
      .map((base) => resolvePath(base, path))
      .filter((resolved) => resolved !== undefined)
      .filter(exists),
  );
  return [...new Set(found)];
}

function kindsOf(paths: readonly string[], folder: string, reader: FileReader): NamedPaths {
  const isGlob = (path: string) => /[*?[{]/.test(path);
  const plain = paths.filter((path) => !isGlob(path));
  return {
    files: plain.filter((path) => reader.isFile(path)),
    folders: plain.filter((path) => !isInside(folder, path) && reader.isDirectory(path)),
    globs: paths.filter(isGlob).filter((glob) => !/^\*\*/.test(glob)),
  };
}

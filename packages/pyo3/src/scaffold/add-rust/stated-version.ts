import { posix } from 'node:path';
import { parsePythonVersion } from '../../python/version.ts';
import { childPath } from '../../project/folder/workspace-path.ts';
import { notCarriedOver, type BackendSource } from './conversion.ts';

/**
 * Matches `__version__ = "1.2"` as hatchling's default pattern and flit do; the source is not
 * executed.
 */
export function versionInFile(
  source: BackendSource,
  file: string,
  names: readonly string[] = ['__version__', 'VERSION'],
): string {
  const text = source.reader.read(childPath(source.root, file)) ?? '';
  const assignment = /^(\w+)[ \t]*(?::[ \t]*\w+[ \t]*)?=[ \t]*(["'])v?([^"'\n]+)\2/gm;
  const found = [...text.matchAll(assignment)].find(([, name]) => names.includes(name ?? ''));
  return checkVersion(source, found?.[3], file);
}

/** The version that is the whole content of a file. */
export function versionOfFile(source: BackendSource, file: string): string {
  return checkVersion(source, source.reader.read(childPath(source.root, file))?.trim(), file);
}

/** The value that setuptools finds at `fast.__version__` or `fast.about.version`. */
export function versionAt(source: BackendSource, pythonSource: string, attribute: string): string {
  const parts = attribute.split('.');
  const module = posix.join(pythonSource, ...parts.slice(0, -1));
  const files = [`${module}.py`, `${module}/__init__.py`];
  const isFile = (file: string) => source.reader.isFile(childPath(source.root, file));
  const file = files.find(isFile) ?? `${module}.py`;
  return versionInFile(source, file, [parts.at(-1) ?? '']);
}

/** The first line of a module's docstring, which flit uses as the description. */
export function docstringLine(source: BackendSource, file: string): string {
  const text = source.reader.read(childPath(source.root, file)) ?? '';
  const found = /^(?:\s*#.*\n|\s*\n)*[rR]?("""|''')\s*([^\n]*?)\s*(?:\1|\n)/.exec(text)?.[2];
  if (found !== undefined && found !== '' && !found.includes('\\')) return found;
  throw notCarriedOver(source, `"${file}" has no docstring to use as the description`);
}

function checkVersion(source: BackendSource, version: string | undefined, file: string): string {
  if (version !== undefined && parsePythonVersion(version) !== undefined) return version;
  throw notCarriedOver(source, `"${file}" has no version`);
}

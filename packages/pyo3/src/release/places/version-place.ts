/** A place in a file where a version is written. */
import type { FileReader } from '../../files/file-reader.ts';
import { valueAt } from '../../toml/data-path.ts';
import { setValue } from '../../toml/edit.ts';
import { locateNearest, type TomlPath } from '../../toml/locate.ts';
import { parseTomlDocument } from '../../toml/parse.ts';

interface InFile {
  /** The path relative to the workspace root. */
  readonly file: string;
  /** Cargo.toml states versions in SemVer, everything else in PEP 440. */
  readonly notation: 'semver' | 'pep440';
}

/** A key of a manifest. */
interface KeyPlace extends InFile {
  readonly kind: 'key';
  readonly path: TomlPath;
}

/** An assignment such as `__version__ = "0.1.0"` at the start of a line of a Python file. */
interface AssignmentPlace extends InFile {
  readonly kind: 'assignment';
  readonly names: readonly string[];
}

/** A file that contains the version and nothing else. */
interface WholeFilePlace extends InFile {
  readonly kind: 'whole-file';
}

export type VersionPlace = KeyPlace | AssignmentPlace | WholeFilePlace;

/** The version as written; `undefined` if there is none. */
export function readVersion(place: VersionPlace, reader: FileReader): string | undefined {
  const text = reader.read(place.file);
  if (text === undefined) return undefined;
  switch (place.kind) {
    case 'key': {
      const value = valueAt(parseTomlDocument(text, place.file), place.path);
      return typeof value === 'string' ? value : undefined;
    }
    case 'assignment':
      return findAssignment(text, place.names)?.written;
    case 'whole-file':
      return text.trim() === '' ? undefined : text.trim();
  }
}

/**
 * The text of the file with another version; every other byte stays.
 *
 * @throws Pyo3Error `edit-failed`, see `setValue`.
 */
export function withVersion(place: VersionPlace, text: string, version: string): string {
  switch (place.kind) {
    case 'key':
      return setValue(text, place.path, version);
    case 'assignment': {
      const found = findAssignment(text, place.names);
      if (found === undefined) return text;
      const { start, written } = found;
      return text.slice(0, start) + version + text.slice(start + written.length);
    }
    case 'whole-file':
      return text.replace(text.trim(), () => version);
  }
}

/** The line of the place, counted from 1. */
export function lineOfPlace(place: VersionPlace, text: string): number | undefined {
  switch (place.kind) {
    case 'key':
      return locateNearest(text, place.path)?.line;
    case 'assignment': {
      const found = findAssignment(text, place.names);
      return found && text.slice(0, found.start).split('\n').length;
    }
    case 'whole-file':
      return 1;
  }
}

/** As hatchling's default pattern and flit read it: the source is not executed. */
function findAssignment(
  text: string,
  names: readonly string[],
): { readonly start: number; readonly written: string } | undefined {
  const assignment = /^(\w+)[ \t]*(?::[ \t]*\w+[ \t]*)?=[ \t]*(["'])v?([^"'\r\n]+)\2/gm;
  for (const match of text.matchAll(assignment)) {
    const [whole, name = '', , written = ''] = match;
    if (names.includes(name)) {
      return { start: match.index + whole.length - 1 - written.length, written };
    }
  }
  return undefined;
}

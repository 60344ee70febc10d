/**
 * The text of a manifest while it is being read, and the error that points to an invalid position.
 */
import { Pyo3Error } from '../../diagnostics/pyo3-error.ts';
import { hasControl, oneLine } from '../../diagnostics/render.ts';
import { isArray, stringField } from '../../toml/fields.ts';
import { locateNearest, type TomlPath } from '../../toml/locate.ts';
import { isTable, type TomlTable, type TomlValue } from '../../toml/parse.ts';

export interface ManifestSource {
  readonly text: string;
  /** The path relative to the workspace root. */
  readonly file: string;
}

/** The error `manifest-invalid` at the position of `path`, or of its nearest ancestor. */
export function invalidManifest(
  source: ManifestSource,
  path: TomlPath,
  message: string,
  hint: string,
): Pyo3Error {
  const span = locateNearest(source.text, path);
  return new Pyo3Error({
    code: 'manifest-invalid',
    message: shortened(oneLine(message)),
    location: {
      file: source.file,
      ...(span === undefined ? {} : { line: span.line, column: span.column }),
    },
    hint: oneLine(hint),
  });
}

/** Where a string of a manifest is quoted, its beginning is enough to find it. */
function shortened(message: string): string {
  if (message.length <= 600) return message;
  return `${message.slice(0, 300)} … ${message.slice(-200)}`;
}

/**
 * The table at `path`, whose last segment is a key of `parent`; `undefined` if absent.
 *
 * @throws Pyo3Error `manifest-invalid` if it is not a table.
 */
export function requireTable(
  source: ManifestSource,
  parent: TomlTable | undefined,
  path: readonly string[],
): TomlTable | undefined {
  const value = parent?.[lastOf(path)];
  if (value === undefined || isTable(value)) return value;
  throw invalidManifest(
    source,
    path,
    `"${path.join('.')}" must be a table.`,
    `Write it as a section: [${path.join('.')}].`,
  );
}

/**
 * The string at `path`; `undefined` if absent.
 *
 * @throws Pyo3Error `manifest-invalid` if it is not a string.
 */
export function requireString(
  source: ManifestSource,
  parent: TomlTable | undefined,
  path: readonly string[],
): string | undefined {
  const value = parent?.[lastOf(path)];
  if (value === undefined) return undefined;
  const text = stringField(parent, lastOf(path));
  if (text !== undefined) return text;
  throw invalidManifest(
    source,
    path,
    `"${path.join('.')}" must be a string.`,
    `Put the value in quotes: ${lastOf(path)} = "…".`,
  );
}

/**
 * The array of strings at `path`; `[]` if absent.
 *
 * @throws Pyo3Error `manifest-invalid` if it is anything else; `example` is what to write.
 */
export function requireStrings(
  source: ManifestSource,
  parent: TomlTable | undefined,
  path: readonly string[],
  example: string,
): readonly string[] {
  const value = parent?.[lastOf(path)];
  if (value === undefined) return [];
  if (isArray(value) && value.every((element) => typeof element === 'string')) return value;
  throw invalidManifest(
    source,
    path,
    `"${path.join('.')}" must be an array of strings.`,
    `Write it as an array: ${example}`,
  );
}

/**
 * Rejects control characters in all strings of a value, keys included: printed, they would move the cursor,
 * begin a new line, or be a command to a CI runner. No name, version, feature or path of a crate or a
 * distribution has one.
 *
 * @param path of the value.
 * @param prose keys of the table that may have several lines, such as a description.
 * @throws Pyo3Error `manifest-invalid`, which cargo, uv or the build backend would reject as well.
 */
export function requirePrintable(
  source: ManifestSource,
  value: TomlValue | undefined,
  path: TomlPath,
  prose: readonly string[] = [],
): void {
  if (typeof value === 'string') requirePrintableString(source, value, path);
  if (isArray(value)) {
    for (const [index, one] of value.entries()) requirePrintable(source, one, [...path, index]);
  }
  if (!isTable(value)) return;
  for (const [key, one] of Object.entries(value)) {
    const at = [...path, key];
    requirePrintableString(source, key, at);
    if (!prose.includes(key)) requirePrintable(source, one, at);
  }
}

function requirePrintableString(source: ManifestSource, text: string, path: TomlPath): void {
  // Tabs are harmless.
  if (!hasControl(text.replaceAll('\t', ''))) return;
  throw invalidManifest(
    source,
    path,
    `"${text}" contains a control character.`,
    'Remove the character, or write the string on one line.',
  );
}

/**
 * Rejects a lock file that no tool has written: cargo and uv reject such names in manifests. Nx prints
 * the names and versions of packages.
 *
 * @throws Pyo3Error `manifest-invalid` at the `[[package]]` whose name, version or source has a control
 * character.
 */
export function requirePrintablePackages(
  text: string,
  file: string,
  packages: readonly TomlTable[],
): void {
  const index = packages.findIndex((table) => spoiledIn(table) !== undefined);
  const spoiled = spoiledIn(packages[index]);
  if (spoiled === undefined) return;
  throw new Pyo3Error({
    code: 'manifest-invalid',
    message: `"${oneLine(spoiled).slice(0, 300)}" contains a control character.`,
    location: { file, ...lineOfPackage(text, index) },
    hint: 'Restore the file from git, or remove it and let cargo or uv write it again.',
  });
}

function spoiledIn(table: TomlTable | undefined): string | undefined {
  return ['name', 'version', 'source']
    .map((key) => stringField(table, key))
    .find((value) => value !== undefined && hasControl(value));
}

/** The line of a `[[package]]`; none if packages are written in another way. */
function lineOfPackage(text: string, index: number): { readonly line?: number } {
  const heads = [...text.matchAll(/^[ \t]*\[\[[ \t]*package[ \t]*\]\]/gm)];
  const start = heads[index]?.index;
  return start === undefined ? {} : { line: text.slice(0, start).split('\n').length };
}

function lastOf(path: readonly string[]): string {
  return path[path.length - 1] ?? '';
}

/** Whether a text has a placeholder of a template; no name, and no TOML outside of strings, has one. */
export function isPlaceholder(text: string): boolean {
  return /\{\{|\{%|<%/.test(text);
}

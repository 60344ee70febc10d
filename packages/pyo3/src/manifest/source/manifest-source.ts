/**
 * The text of a manifest while it is being read, and the error that points to an invalid position.
 */
import { Pyo3Error } from '../../diagnostics/pyo3-error.ts';
import { hasControl, oneLine } from '../../diagnostics/render.ts';
import { isArray, stringField } from '../../toml/fields.ts';
import { locateNearest, type TomlPath } from '../../toml/locate.ts';
import { isTable, type TomlTable } from '../../toml/parse.ts';

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
 * Rejects a name that would move the cursor or begin a new line when printed.
 *
 * @param path the path of the name, or of the table whose key it is.
 * @throws Pyo3Error `manifest-invalid` for a control character, which cargo and uv reject as well.
 */
export function requirePrintable(source: ManifestSource, path: TomlPath, name: string): string {
  if (!hasControl(name)) return name;
  throw invalidManifest(
    source,
    path,
    `The name "${name}" contains a control character.`,
    'Use only letters, digits, "-", "_" and "." in the name.',
  );
}

/** Checks the keys of a table that are names, see `requirePrintable`. */
export function requirePrintableKeys(
  source: ManifestSource,
  table: TomlTable | undefined,
  path: readonly string[],
): void {
  for (const key of Object.keys(table ?? {})) requirePrintable(source, [...path, key], key);
}

function lastOf(path: readonly string[]): string {
  return path[path.length - 1] ?? '';
}

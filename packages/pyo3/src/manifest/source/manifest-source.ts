/**
 * The text of a manifest while it is being read, and the error that says where it is unusable.
 */
import { Pyo3Error } from '../../diagnostics/pyo3-error.ts';
import { hasControl, oneLine } from '../../diagnostics/render.ts';
import { isArray, stringField } from '../../toml/fields.ts';
import { locateNearest, type TomlPath } from '../../toml/locate.ts';
import { isTable, type TomlTable } from '../../toml/parse.ts';

export interface ManifestSource {
  readonly text: string;
  /** Relative to the workspace root. */
  readonly file: string;
}

/** `manifest-invalid` at the place of `path`, or of what encloses it. */
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
 * The table at `path`, of which the last part is a key of `parent`; `undefined` when absent.
 *
 * @throws Pyo3Error `manifest-invalid` when it is something other than a table.
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
 * The string at `path`; `undefined` when absent.
 *
 * @throws Pyo3Error `manifest-invalid` when it is something other than a string.
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
 * The array of strings at `path`; `[]` when absent.
 *
 * @throws Pyo3Error `manifest-invalid` when it is something else; `example` is what to write.
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
    `For example: ${example}`,
  );
}

/**
 * Refuses a name that would move the cursor or begin a line where it is printed.
 *
 * @param path of the name, or of the table whose key it is.
 * @throws Pyo3Error `manifest-invalid` for a control character, which cargo and uv refuse as well.
 */
export function requirePrintable(
  source: ManifestSource,
  path: readonly string[],
  name: string,
): string {
  if (!hasControl(name)) return name;
  throw invalidManifest(
    source,
    path,
    `The name "${name}" has a control character in it.`,
    'Write the name with letters, digits, "-", "_" and "." only.',
  );
}

/** The keys of a table that are names of something, see `requirePrintable`. */
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

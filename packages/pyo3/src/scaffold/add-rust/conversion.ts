import { Pyo3Error } from '../../diagnostics/pyo3-error.ts';
import type { FileReader } from '../../files/file-reader.ts';
import type { Pyproject } from '../../manifest/pyproject/pyproject.ts';
import type { TomlTable } from '../../toml/parse.ts';

/** A Python project, as its build backend sees it. */
export interface BackendSource {
  /** Relative to the workspace root. */
  readonly root: string;
  /** `[project] name`. */
  readonly name: string;
  readonly pyproject: Pyproject;
  readonly reader: FileReader;
}

/** What the settings of a build backend come to, in words that maturin has. */
export interface Conversion {
  /** The one package that the wheel has. */
  readonly packageName: string;
  /** Folder around the package, relative to the project's; `.` is the project's own. */
  readonly pythonSource: string;
  /** What the backend found in the sources, to be stated in `[project]`. */
  readonly stated: { readonly version?: string; readonly description?: string };
  /** Tables and keys of pyproject.toml that only the old backend reads. */
  readonly obsolete: readonly (readonly string[])[];
}

/** What maturin has nothing for: the project stays as it is. */
export function notCarriedOver({ pyproject }: BackendSource, what: string): Pyo3Error {
  return new Pyo3Error({
    code: 'option-invalid',
    message: `${pyproject.file} cannot be converted to maturin: ${what}.`,
    hint: 'Change that by hand, then run the command again. Nothing was written.',
  });
}

/** Throws for the first key of a table that is not among `known`. */
export function checkKeys(
  source: BackendSource,
  table: TomlTable | undefined,
  name: string,
  known: readonly string[],
): void {
  const other = Object.keys(table ?? {}).find((key) => !known.includes(key));
  if (other === undefined) return;
  throw notCarriedOver(source, `"${other}" in [${name}] has no counterpart that is known here`);
}

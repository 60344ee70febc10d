import { Pyo3Error } from '../../diagnostics/pyo3-error.ts';
import type { FileReader } from '../../files/file-reader.ts';
import type { Pyproject } from '../../manifest/pyproject/pyproject.ts';
import type { TomlTable } from '../../toml/parse.ts';

/** A Python project, as its build backend reads it. */
export interface BackendSource {
  /** The path relative to the workspace root. */
  readonly root: string;
  /** The value of `[project] name`. */
  readonly name: string;
  readonly pyproject: Pyproject;
  readonly reader: FileReader;
}

/** The effect of a build backend's settings, in terms of maturin. */
export interface Conversion {
  /** The only package in the wheel. */
  readonly packageName: string;
  /** The folder that contains the package, relative to the project's; `.` is the project folder. */
  readonly pythonSource: string;
  /** The metadata that the backend read from the sources, to be written into `[project]`. */
  readonly stated: { readonly version?: string; readonly description?: string };
  /** Tables and keys of pyproject.toml that only the old backend reads. */
  readonly obsolete: readonly (readonly string[])[];
}

/** The error for a setting that maturin has no equivalent of; the project is not changed. */
export function notCarriedOver({ pyproject }: BackendSource, what: string): Pyo3Error {
  return new Pyo3Error({
    code: 'option-invalid',
    message: `${pyproject.file} cannot be converted to maturin: ${what}.`,
    hint: 'Change it by hand, then run the command again. Nothing was written.',
  });
}

/** @throws Pyo3Error for the first key of a table that is not in `known`. */
export function checkKeys(
  source: BackendSource,
  table: TomlTable | undefined,
  name: string,
  known: readonly string[],
): void {
  const other = Object.keys(table ?? {}).find((key) => !known.includes(key));
  if (other === undefined) return;
  throw notCarriedOver(source, `"${other}" in [${name}] has no known equivalent in maturin`);
}

/**
 * TOML as text and plain data. Knows no manifest, and no file but the name it is given for messages.
 */
import { parse as parseToml10 } from '@iarna/toml';
import { getStaticTOMLValue, parseTOML } from 'toml-eslint-parser';
import { Pyo3Error } from '../diagnostics/pyo3-error.ts';

export type TomlValue =
  string | number | bigint | boolean | Date | readonly TomlValue[] | TomlTable;

export interface TomlTable {
  readonly [key: string]: TomlValue | undefined;
}

/**
 * The data of a TOML document.
 *
 * What `@iarna/toml` (TOML 1.0) refuses is decided by toml-eslint-parser, which reads TOML 1.1 as
 * cargo and uv do; only its refusal is an error.
 *
 * @throws Pyo3Error `toml-syntax` with line and column.
 */
export function parseTomlDocument(text: string, file: string): TomlTable {
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
  try {
    return parseToml10(source) as TomlTable;
  } catch {
    return parseToml11(source, file);
  }
}

function parseToml11(source: string, file: string): TomlTable {
  try {
    const program = parseTOML(source, { tomlVersion: '1.1' });
    return getStaticTOMLValue(program) as TomlTable;
  } catch (error) {
    throw syntaxError(error, file);
  }
}

function syntaxError(error: unknown, file: string): Pyo3Error {
  const { lineNumber, column, message } = error as Partial<{
    lineNumber: number;
    column: number;
    message: string;
  }>;
  return new Pyo3Error({
    code: 'toml-syntax',
    message: `This is not valid TOML: ${message ?? 'it cannot be parsed'}.`,
    location: {
      file,
      ...(lineNumber === undefined ? {} : { line: lineNumber }),
      ...(column === undefined ? {} : { column: column + 1 }),
    },
    hint: 'Correct the file; every other project keeps working meanwhile.',
    cause: error,
  });
}

/** True for a table, as opposed to an array, a date or a scalar. */
export function isTable(value: TomlValue | undefined): value is TomlTable {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
  );
}

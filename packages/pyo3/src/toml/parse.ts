/**
 * TOML as text and plain data. Knows no manifest, and no file but the name it is given for messages.
 */
import { parse as parseToml10 } from '@iarna/toml';
import { getStaticTOMLValue, ParseError, parseTOML } from 'toml-eslint-parser';
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
    // @iarna/toml refuses a comment before CRLF; TOML allows to read CRLF as LF.
    return parseToml10(source.replaceAll('\r\n', '\n')) as TomlTable;
  } catch {
    return parseToml11(source, file);
  }
}

function parseToml11(source: string, file: string): TomlTable {
  try {
    const program = parseTOML(source, { tomlVersion: '1.1' });
    return getStaticTOMLValue(program) as TomlTable;
  } catch (error) {
    throw syntaxError(error, source, file);
  }
}

function syntaxError(error: unknown, source: string, file: string): Pyo3Error {
  if (!(error instanceof ParseError)) throw error;
  const { line, column } = placeOf(error, source);
  return new Pyo3Error({
    code: 'toml-syntax',
    message: `This is not valid TOML: ${error.message}.`,
    location: { file, line, column },
    hint: 'Correct the file; every other project keeps working meanwhile.',
    cause: error,
  });
}

/**
 * The parser notices that something is missing (a value, a bracket) only at the next line. Where
 * the text before that line is incomplete by itself, the user is sent to its end.
 */
function placeOf(error: ParseError, source: string): { line: number; column: number } {
  const before = source.slice(0, error.index);
  if (error.column > 0 || isComplete(before)) {
    return { line: error.lineNumber, column: error.column + 1 };
  }
  const lines = before.trimEnd().split(/\r?\n/);
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}

function isComplete(text: string): boolean {
  try {
    parseTOML(text, { tomlVersion: '1.1' });
    return true;
  } catch {
    return false;
  }
}

/** True for a table, as opposed to an array, a date or a scalar. */
export function isTable(value: TomlValue | undefined): value is TomlTable {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
  );
}

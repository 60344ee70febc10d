/**
 * TOML as text and plain data. Knows no manifest, and no file but the name it is given for messages.
 */
import { parse as parseToml10 } from '@iarna/toml';
import { ParseError, parseTOML } from 'toml-eslint-parser';
import { Pyo3Error } from '../diagnostics/pyo3-error.ts';
import { findDeepNesting, type DeepNesting } from './nesting.ts';
import { plainTable, tableOfTree, type TomlTable } from './table.ts';

export { isTable, type TomlTable, type TomlValue } from './table.ts';

/**
 * The data of a TOML document. Its tables have no prototype: a key such as `__proto__`,
 * `constructor` or `toString` is one only where the text has it, and then an ordinary one.
 *
 * What `@iarna/toml` (TOML 1.0) refuses is decided by toml-eslint-parser, which reads TOML 1.1 as
 * cargo and uv do; only its refusal is an error.
 *
 * @throws Pyo3Error `toml-syntax` with line and column, also for what is nested deeper than cargo
 *   reads.
 */
export function parseTomlDocument(text: string, file: string): TomlTable {
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const deep = findDeepNesting(source);
  if (deep !== undefined) throw nestedTooDeep(deep, file);
  return parseToml10Quietly(source) ?? parseToml11(source, file);
}

/**
 * `@iarna/toml` looks its keys up in objects that inherit from `Object.prototype`, and so takes
 * `[constructor]` for `Object` itself and writes into it. Such texts are for the other parser, and
 * so is one that could spell such a key with an escape.
 */
const inheritedKeys = new RegExp(
  [...Object.getOwnPropertyNames(Object.prototype), '\\\\[uUx]'].join('|'),
);

/** `undefined` for what `@iarna/toml` refuses or must not see. */
function parseToml10Quietly(source: string): TomlTable | undefined {
  if (inheritedKeys.test(source)) return undefined;
  try {
    // @iarna/toml refuses a comment before CRLF; TOML allows to read CRLF as LF.
    return plainTable(parseToml10(source.replaceAll('\r\n', '\n')) as TomlTable);
  } catch {
    return undefined;
  }
}

function parseToml11(source: string, file: string): TomlTable {
  try {
    return tableOfTree(parseTOML(source, { tomlVersion: '1.1' }).body[0]);
  } catch (error) {
    throw syntaxError(error, source, file);
  }
}

function nestedTooDeep({ line, column, what }: DeepNesting, file: string): Pyo3Error {
  return new Pyo3Error({
    code: 'toml-syntax',
    message: `This cannot be read: ${what}, which cargo and uv refuse as well.`,
    location: { file, line, column },
    hint: 'Nest less deeply; every other project keeps working meanwhile.',
  });
}

/** Whatever a parser throws is an error of this file, an overflow of the stack included. */
function syntaxError(error: unknown, source: string, file: string): Pyo3Error {
  const reason = error instanceof Error ? error.message : String(error);
  return new Pyo3Error({
    code: 'toml-syntax',
    message: `This is not valid TOML: ${reason}.`,
    location: { file, ...(error instanceof ParseError ? placeOf(error, source) : {}) },
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

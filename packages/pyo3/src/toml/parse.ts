/**
 * Parses TOML to plain data. It knows nothing about manifests, and uses the file name only in
 * messages.
 */
import { parse as parseToml10 } from '@iarna/toml';
import { ParseError, parseTOML } from 'toml-eslint-parser';
import { Pyo3Error } from '../diagnostics/pyo3-error.ts';
import { findDeepNesting, type DeepNesting } from './nesting.ts';
import { plainTable, tableOfTree, type TomlTable } from './table.ts';

export { isTable, type TomlTable, type TomlValue } from './table.ts';

/**
 * The data of a TOML document. Its tables have no prototype: a key such as `__proto__`,
 * `constructor` or `toString` exists only if the text has it, and is then an ordinary key.
 *
 * If `@iarna/toml` (TOML 1.0) rejects a text, toml-eslint-parser decides, which reads TOML 1.1 as
 * cargo and uv do; only its rejection is an error.
 *
 * @throws Pyo3Error `toml-syntax` with line and column, also if the text nests more deeply than
 * cargo reads.
 */
export function parseTomlDocument(text: string, file: string): TomlTable {
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const deep = findDeepNesting(source);
  if (deep !== undefined) throw nestedTooDeep(deep, file);
  return parseToml10Quietly(source) ?? parseToml11(source, file);
}

/**
 * `@iarna/toml` looks up its keys in objects that inherit from `Object.prototype`; it mistakes
 * `[constructor]` for `Object` itself and writes into it. Such texts are parsed by the other
 * parser, and so is any text that could spell such a key with an escape.
 */
const inheritedKeys = new RegExp(
  [...Object.getOwnPropertyNames(Object.prototype), '\\\\[uUx]'].join('|'),
);

/** `undefined` for a text that `@iarna/toml` rejects or must not parse. */
function parseToml10Quietly(source: string): TomlTable | undefined {
  if (inheritedKeys.test(source)) return undefined;
  try {
    // @iarna/toml rejects a comment before CRLF; TOML allows a parser to read CRLF as LF.
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
    message: `This cannot be read: ${what}, which cargo and uv reject as well.`,
    location: { file, line, column },
    hint: 'Reduce the nesting. All other projects keep working.',
  });
}

/** The parser calls itself for each digit of a number, and does not say where it stopped. */
function tooLong(source: string, file: string): Pyo3Error {
  const lines = source.split('\n');
  const longest = lines.reduce((at, text, index) => {
    return text.length > (lines[at]?.length ?? 0) ? index : at;
  }, 0);
  return new Pyo3Error({
    code: 'toml-syntax',
    message: 'This cannot be read: a value is too long.',
    location: { file, line: longest + 1 },
    hint: 'Shorten it. All other projects keep working.',
  });
}

/** Any exception from a parser is an error in this file, including a stack overflow. */
function syntaxError(error: unknown, source: string, file: string): Pyo3Error {
  if (error instanceof RangeError) return tooLong(source, file);
  const reason = error instanceof Error ? error.message : String(error);
  return new Pyo3Error({
    code: 'toml-syntax',
    message: `This is not valid TOML: ${reason}.`,
    location: { file, ...(error instanceof ParseError ? positionOf(error, source) : {}) },
    hint: 'Fix the file. All other projects keep working.',
    cause: error,
  });
}

/**
 * The parser notices a missing value or bracket only on the next line. If the text before that line
 * is incomplete by itself, the error points to its end.
 */
function positionOf(error: ParseError, source: string): { line: number; column: number } {
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

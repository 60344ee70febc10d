/**
 * Parses TOML to plain data. It knows nothing about manifests, and uses the file name only in
 * messages.
 */
import { parse } from '@iarna/toml';
import { ParseError, parseTOML } from 'toml-eslint-parser';
import { Pyo3Error } from '../diagnostics/pyo3-error.ts';
import { findExcess, type Excess } from './nesting.ts';
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
  const excess = findExcess(source);
  if (excess !== undefined) throw tooMuch(excess, file);
  if (source.length > longText) return parseToml10(source, file);
  return parseToml10Quietly(source) ?? parseToml11(source, file);
}

/**
 * A text of more characters is a lock file. The parser of TOML 1.1 needs three times as long and 200 MB of
 * memory for a megabyte, and parses a text with an error twice. cargo and uv write TOML 1.0.
 */
const longText = 512 * 1024;

/**
 * `@iarna/toml` looks up its keys in objects that inherit from `Object.prototype`; it mistakes
 * `[constructor]` for `Object` itself and writes into it. Such texts are parsed by the other
 * parser, and so is any text that could spell such a key with an escape.
 */
const inheritedKeys = new RegExp(
  `(?:${Object.getOwnPropertyNames(Object.prototype).join('|')})["']?[ \\t]*[.=\\]]|\\\\[uUx]`,
);

/** `undefined` for a text that `@iarna/toml` rejects or must not parse. */
function parseToml10Quietly(source: string): TomlTable | undefined {
  if (inheritedKeys.test(source)) return undefined;
  try {
    return tableOfToml10(source);
  } catch {
    return undefined;
  }
}

function tableOfToml10(source: string): TomlTable {
  // @iarna/toml rejects a comment before CRLF; TOML allows a parser to read CRLF as LF.
  return plainTable(parse(source.replaceAll('\r\n', '\n')) as TomlTable);
}

function parseToml10(source: string, file: string): TomlTable {
  const found = inheritedKeys.exec(source);
  if (found !== null) {
    throw new Pyo3Error({
      code: 'toml-syntax',
      message: `This cannot be read: a file of more than ${String(longText / 1024)} KiB must not have the key or the escape \`${found[0]}\`, which neither cargo nor uv writes.`,
      location: { file, ...placeOf(found.index, source) },
      hint: `Make the lock file again with cargo or uv. All other projects keep working.`,
    });
  }
  try {
    return tableOfToml10(source);
  } catch (error) {
    throw syntaxError(error, source, file);
  }
}

function placeOf(index: number, source: string): { line: number; column: number } {
  const before = source.slice(0, index);
  return { line: before.split('\n').length, column: index - before.lastIndexOf('\n') };
}

function parseToml11(source: string, file: string): TomlTable {
  try {
    return tableOfTree(parseTOML(source, { tomlVersion: '1.1' }).body[0]);
  } catch (error) {
    throw syntaxError(error, source, file);
  }
}

function tooMuch({ line, column, what, hint }: Excess, file: string): Pyo3Error {
  return new Pyo3Error({
    code: 'toml-syntax',
    message: `This cannot be read: ${what}.`,
    location: { file, line, column },
    hint: `${hint} All other projects keep working.`,
  });
}

/** The parser overflows its stack on a long string, and does not say where it stopped. */
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
    // @iarna/toml appends the position, and the lines around it.
    message: `This is not valid TOML: ${reason.replace(/ at row \d+, col [^]*$/, '')}.`,
    location: { file, ...positionOf(error, source) },
    hint: 'Fix the file. All other projects keep working.',
    cause: error,
  });
}

function positionOf(error: unknown, source: string): { line?: number; column?: number } {
  if (error instanceof ParseError) return positionOf11(error, source);
  const { line, col } = error as { line?: unknown; col?: unknown };
  return typeof line === 'number' && typeof col === 'number'
    ? { line: line + 1, column: Math.max(col, 1) }
    : {};
}

/**
 * The parser notices a missing value or bracket only on the next line. If the text before that line
 * is incomplete by itself, the error points to its end.
 */
function positionOf11(error: ParseError, source: string): { line: number; column: number } {
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

/**
 * Determines how deeply a TOML text nests and how many values it has, without a parser: both parsers and
 * the code that walks their results recurse once per level, and overflow the stack on a text of 40 kB.
 * They need microseconds for each value, so that a lock file of tiny ones takes much longer than an
 * ordinary one of its size.
 */

/** cargo 1.95's limit for open brackets, and for the segments of one key. */
const deepest = 80;
/** The limit for both together: cargo allows 80 times 80, which overflows its own stack. */
const deepestInAll = 1000;

/** The number of headers, and of dots in keys, each of which makes a table; a Cargo.lock of 4 MiB has 20,000. */
const mostTables = 20_000;
/** The number of equals signs and commas; a uv.lock of 8 MiB has 250,000, and 7 per wheel. */
const mostValues = 300_000;

/** The length of a key, number or date without quotes; a longer number takes the square of it to read. */
const longestBare = 4096;

export interface Excess {
  readonly line: number;
  readonly column: number;
  /** A clause without a full stop. */
  readonly what: string;
  readonly hint: string;
}

/**
 * The first position of `text` that nests more deeply than cargo reads, or that has more tables or values
 * than any lock file of a tool, or a longer word; `undefined` if there is none. Counts brackets, and dots between key segments, outside of strings and comments. For a text
 * that is not valid TOML, either answer is possible.
 */
export function findExcess(text: string): Excess | undefined {
  /** The total number of levels at each open bracket. */
  const open: number[] = [];
  /** The segments of the key before the last `=`, and of the key being read. */
  let key = 1;
  let parts = 1;
  /** Whether an equals sign is before it, outside of brackets: a bracket then begins no table. */
  let isValue = false;
  let tables = 0;
  let values = 0;
  /** Where what stands here without quotes begins. */
  let begun = 0;
  const tooDeep = (index: number, what: string): Excess => ({
    ...positionAt(text, index),
    what: `${what}, which cargo and uv reject as well`,
    hint: 'Reduce the nesting.',
  });
  const tooMany = (index: number, limit: number, what: string): Excess => ({
    ...positionAt(text, index),
    what: `the file has more than ${limit.toLocaleString('en')} ${what}`,
    hint: 'Split or remove the file.',
  });
  const tooLong = (index: number): Excess => ({
    ...positionAt(text, index),
    what: `a value or key without quotes has more than ${longestBare.toLocaleString('en')} characters`,
    hint: 'Shorten it.',
  });
  for (let index = 0; index < text.length; index += 1) {
    switch (text[index]) {
      case '"':
      case "'":
        index = endOfString(text, index) - 1;
        break;
      case '.':
        parts += 1;
        tables += 1;
        if (tables > mostTables) return tooMany(index, mostTables, 'tables');
        if (parts > deepest)
          return tooDeep(index, `a key has more than ${String(deepest)} segments`);
        break;
      case '=':
        values += 1;
        if (values > mostValues) return tooMany(index, mostValues, 'values');
        isValue = true;
        key = parts;
        parts = 1;
        break;
      case '[':
      case '{': {
        const levels = (open.at(-1) ?? 0) + key;
        if (open.length === deepest || levels > deepestInAll) {
          return tooDeep(index, `values are nested more than ${String(deepest)} levels deep`);
        }
        if (open.length === 0 && !isValue) tables += 1;
        if (tables > mostTables) return tooMany(index, mostTables, 'tables');
        open.push(levels);
        key = parts = 1;
        break;
      }
      case ']':
      case '}':
        open.pop();
        key = parts = 1;
        break;
      case '#':
        index = endOf(text, '\n', index) - 1;
        if (open.length === 0) isValue = false;
        key = parts = 1;
        break;
      case ',':
        values += 1;
        if (values > mostValues) return tooMany(index, mostValues, 'values');
        key = parts = 1;
        break;
      case '\n':
        if (open.length === 0) isValue = false;
        key = parts = 1;
        break;
      case ' ':
      case '\t':
      case '\r':
        break;
      default:
        if (index - begun >= longestBare) return tooLong(begun);
        continue;
    }
    begun = index + 1;
  }
  return undefined;
}

/**
 * The index after the string that begins at `start`, or the end of the text if it is not closed.
 */
function endOfString(text: string, start: number): number {
  const quote = text[start] ?? '';
  const isLong = text.startsWith(quote.repeat(3), start);
  const delimiter = isLong ? quote.repeat(3) : quote;
  const hasEscapes = quote === '"';
  for (let from = start + delimiter.length; ;) {
    const end = endOf(text, delimiter, from) - delimiter.length;
    if (!hasEscapes || !isEscaped(text, end, from)) {
      // A multi-line string may end with up to two quotes of its own.
      let after = Math.min(end + delimiter.length, text.length);
      while (isLong && text[after] === quote && after < end + 5) after += 1;
      return after;
    }
    from = end + 1;
  }
}

function isEscaped(text: string, index: number, from: number): boolean {
  let backslashes = 0;
  while (index - 1 - backslashes >= from && text[index - 1 - backslashes] === '\\') {
    backslashes += 1;
  }
  return backslashes % 2 === 1;
}

/** The index after the next `delimiter`, or after the end of the text. */
function endOf(text: string, delimiter: string, from: number): number {
  const index = text.indexOf(delimiter, from);
  return (index === -1 ? text.length : index) + delimiter.length;
}

function positionAt(
  text: string,
  index: number,
): { readonly line: number; readonly column: number } {
  const before = text.slice(0, index).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

/**
 * The same text for the same data, in whatever order a table was written. It does not call itself:
 * how deep data nests is up to whoever wrote the file.
 */
export function canonicalJson(data: unknown): string {
  let written = '';
  /** What is left to write, the next one last: text, and values with parts. */
  const left = [textOrParts(data)];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (typeof next === 'string') written += next;
    else if (isList(next)) putList(next, left);
    else putTable(next, left);
  }
  return written;
}

type Table = Readonly<Record<string, unknown>>;
type Parts = readonly unknown[] | Table;

function putList(list: readonly unknown[], left: (string | Parts)[]): void {
  left.push(']');
  for (let index = list.length - 1; index >= 0; index -= 1) {
    left.push(textOrParts(list[index]));
    if (index > 0) left.push(',');
  }
  left.push('[');
}

function putTable(table: Table, left: (string | Parts)[]): void {
  const keys = Object.keys(table).filter((key) => table[key] !== undefined);
  left.push('}');
  let comma = '';
  for (const key of keys.sort().reverse()) {
    left.push(comma, textOrParts(table[key]), `${JSON.stringify(key)}:`);
    comma = ',';
  }
  left.push('{');
}

/** The text of a value without parts; a date of TOML has one of its own. */
function textOrParts(value: unknown): string | Parts {
  if (typeof value === 'bigint') return `"${value.toString()}"`;
  if (typeof value !== 'object' || value === null || hasOwnText(value)) {
    return JSON.stringify(value) ?? 'null';
  }
  return value as Parts;
}

/** A table with the key `toJSON` is still a table. */
function hasOwnText(value: object): boolean {
  return (
    Object.getPrototypeOf(value) !== null && 'toJSON' in value && typeof value.toJSON === 'function'
  );
}

function isList(parts: Parts): parts is readonly unknown[] {
  return Array.isArray(parts);
}

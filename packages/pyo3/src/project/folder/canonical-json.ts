/**
 * The same text for the same data, in whatever order a table was written. Nothing calls itself: how
 * deep a value nests is for whoever wrote the file.
 */
export function canonicalJson(data: unknown): string {
  const written: string[] = [];
  /** What is left to write, the next one last: text as it is, and values. */
  const left: (string | Value)[] = [{ value: data }];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (typeof next === 'string') {
      written.push(next);
      continue;
    }
    const { value } = next;
    if (typeof value !== 'object' || value === null || hasOwnText(value)) {
      written.push(scalarText(value));
    } else {
      putInFront(left, Array.isArray(value) ? partsOfList(value) : partsOf(value));
    }
  }
  return written.join('');
}

interface Value {
  readonly value: unknown;
}

/** A date of TOML has a text of its own; a table with the key `toJSON` is still a table. */
function hasOwnText(value: object): boolean {
  return 'toJSON' in value && typeof value.toJSON === 'function';
}

function scalarText(value: unknown): string {
  return typeof value === 'bigint' ? `"${value.toString()}"` : (JSON.stringify(value) ?? 'null');
}

function partsOfList(list: readonly unknown[]): readonly (string | Value)[] {
  const parts = list.flatMap((value, index) => [index === 0 ? '' : ',', { value }]);
  return ['[', ...parts, ']'];
}

function partsOf(table: object): readonly (string | Value)[] {
  const fields = Object.entries(table)
    .filter(([, value]) => value !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([key, value], index) => [
      `${index === 0 ? '' : ','}${JSON.stringify(key)}:`,
      { value: value as unknown },
    ]);
  return ['{', ...fields, '}'];
}

/** One after the other: a list of 100,000 elements would not fit into the arguments of one call. */
function putInFront(left: (string | Value)[], parts: readonly (string | Value)[]): void {
  for (let index = parts.length - 1; index >= 0; index -= 1) {
    const part = parts[index];
    if (part !== undefined) left.push(part);
  }
}

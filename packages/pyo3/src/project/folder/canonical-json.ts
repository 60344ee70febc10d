/** The same text for the same data, in whatever order a table was written. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map((item) => (item === undefined ? 'null' : canonicalJson(item))).join()}]`;
  }
  if (typeof value === 'bigint') return `"${value.toString()}"`;
  // A date of TOML has a text of its own.
  if (typeof value !== 'object' || value === null || value instanceof Date || 'toJSON' in value) {
    return JSON.stringify(value) ?? 'null';
  }
  const table = value as Readonly<Record<string, unknown>>;
  const fields = Object.keys(table)
    .sort()
    .filter((key) => table[key] !== undefined)
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(table[key])}`);
  return `{${fields.join()}}`;
}

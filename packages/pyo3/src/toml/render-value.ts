/**
 * Plain data as TOML text, for what an edit puts into a file. (`@iarna/toml`'s `stringify` corrupts
 * arrays of mixed types, and no library renders a single value in a given style.)
 */

export type EditValue =
  | string
  | number
  | boolean
  | readonly EditValue[]
  | { readonly [key: string]: EditValue | undefined };

/** Quotes of strings: TOML calls `"…"` basic and `'…'` literal. */
export type QuoteStyle = 'basic' | 'literal';

/** One line; tables are inline. Throws `RangeError` for a number that is not finite. */
export function renderValue(value: EditValue, quotes: QuoteStyle = 'basic'): string {
  if (typeof value === 'string') return renderString(value, quotes);
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return renderNumber(value);
  if (isList(value)) return `[${value.map((element) => renderValue(element, quotes)).join(', ')}]`;
  const pairs = Object.entries(value).flatMap(([key, field]) =>
    field === undefined ? [] : [`${renderKey([key])} = ${renderValue(field, quotes)}`],
  );
  return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`;
}

/** A dotted key; parts are quoted where they must be. */
export function renderKey(parts: readonly string[]): string {
  return parts
    .map((part) => (/^[A-Za-z0-9_-]+$/.test(part) ? part : renderString(part, 'basic')))
    .join('.');
}

function isList(value: EditValue): value is readonly EditValue[] {
  return Array.isArray(value);
}

function renderNumber(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`${value} has no place in a manifest`);
  // JavaScript writes 1e21 where TOML wants the same; integers beyond 2^53 do not occur.
  return String(value);
}

/** Literal quotes also where they save escapes, as in `'numpy; python_version >= "3.10"'`. */
function renderString(value: string, quotes: QuoteStyle): string {
  // A literal string can hold neither its own quote nor a control character but the tab.
  const canBeLiteral = !/['\u0000-\u0008\u000A-\u001F\u007F]/.test(value);
  const wantsLiteral = quotes === 'literal' || /["\\]/.test(value);
  return canBeLiteral && wantsLiteral ? `'${value}'` : `"${escape(value)}"`;
}

/** JSON's escapes are all TOML's; DEL must be escaped too. */
function escape(value: string): string {
  return JSON.stringify(value).slice(1, -1).replaceAll('\u007F', '\\u007F');
}

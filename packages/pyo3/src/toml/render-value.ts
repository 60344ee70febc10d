/**
 * Renders plain data as TOML, for inserted text. (`@iarna/toml`'s `stringify` corrupts arrays of
 * mixed types, and no library renders a single value in a given style.)
 */

export type EditValue =
  | string
  | number
  | boolean
  | readonly EditValue[]
  | { readonly [key: string]: EditValue | undefined };

/** The quotes of strings: TOML calls `"…"` basic and `'…'` literal. */
export type QuoteStyle = 'basic' | 'literal';

/** Renders one line with inline tables. Throws `RangeError` for a number that is not finite. */
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

/** A dotted key; segments are quoted if necessary. */
export function renderKey(parts: readonly string[]): string {
  return parts
    .map((part) => (/^[A-Za-z0-9_-]+$/.test(part) ? part : renderString(part, 'basic')))
    .join('.');
}

function isList(value: EditValue): value is readonly EditValue[] {
  return Array.isArray(value);
}

function renderNumber(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`${value} is not allowed in a manifest`);
  // JavaScript writes 1e21 in the form that TOML requires; integers beyond 2^53 do not occur.
  return String(value);
}

/**
 * Literal quotes are also used if they avoid escapes, as in `'numpy; python_version >= "3.10"'`.
 */
function renderString(value: string, quotes: QuoteStyle): string {
  // A literal string cannot contain its own quote or any control character except the tab.
  const canBeLiteral = !/['\u0000-\u0008\u000A-\u001F\u007F]/.test(value);
  const wantsLiteral = quotes === 'literal' || /["\\]/.test(value);
  return canBeLiteral && wantsLiteral ? `'${value}'` : `"${escape(value)}"`;
}

/** All of JSON's escapes are valid in TOML; DEL must also be escaped. */
function escape(value: string): string {
  return JSON.stringify(value).slice(1, -1).replaceAll('\u007F', '\\u007F');
}

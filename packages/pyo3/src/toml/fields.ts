/**
 * One field of a table, when it is of the type that the reader can use.
 *
 * These never throw: what must be there, or must not be of another type, is for the manifest's
 * reader to say.
 */
import { isTable, type TomlTable, type TomlValue } from './parse.ts';

export function stringField(table: TomlTable | undefined, key: string): string | undefined {
  const value = table?.[key];
  return typeof value === 'string' ? value : undefined;
}

export function booleanField(table: TomlTable | undefined, key: string): boolean | undefined {
  const value = table?.[key];
  return typeof value === 'boolean' ? value : undefined;
}

export function tableField(table: TomlTable | undefined, key: string): TomlTable | undefined {
  const value = table?.[key];
  return isTable(value) ? value : undefined;
}

/** The strings of an array, in order; elements of another type are left out, no array is `[]`. */
export function stringsField(table: TomlTable | undefined, key: string): readonly string[] {
  return arrayField(table, key).filter((element) => typeof element === 'string');
}

/** The tables of an array (of inline tables, or `[[key]]`), in order; no array is `[]`. */
export function tablesField(table: TomlTable | undefined, key: string): readonly TomlTable[] {
  return arrayField(table, key).filter(isTable);
}

/** The elements of an array; no array is `[]`. */
export function arrayField(table: TomlTable | undefined, key: string): readonly TomlValue[] {
  const value = table?.[key];
  return isArray(value) ? value : [];
}

/** `Array.isArray` does not narrow a readonly array. */
export function isArray(value: TomlValue | undefined): value is readonly TomlValue[] {
  return Array.isArray(value);
}

/** Keys and values of a table, in the order of the file; no table is `[]`. */
export function entriesOf(table: TomlTable | undefined): readonly (readonly [string, TomlValue])[] {
  return Object.entries(table ?? {}).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value] as const],
  );
}

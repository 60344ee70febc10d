/**
 * Reads one field of a table if it has the type that the reader can use.
 *
 * These functions never throw: a manifest's reader reports missing fields and fields of another
 * type.
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

/**
 * The strings of an array, in order; elements of another type are skipped, and anything but an
 * array gives `[]`.
 */
export function stringsField(table: TomlTable | undefined, key: string): readonly string[] {
  return arrayField(table, key).filter((element) => typeof element === 'string');
}

/**
 * The tables of an array (of inline tables, or `[[key]]`), in order; anything but an array gives
 * `[]`.
 */
export function tablesField(table: TomlTable | undefined, key: string): readonly TomlTable[] {
  return arrayField(table, key).filter(isTable);
}

/** The elements of an array; anything but an array gives `[]`. */
export function arrayField(table: TomlTable | undefined, key: string): readonly TomlValue[] {
  const value = table?.[key];
  return isArray(value) ? value : [];
}

/** `Array.isArray` does not narrow a readonly array. */
export function isArray(value: TomlValue | undefined): value is readonly TomlValue[] {
  return Array.isArray(value);
}

/** The keys and values of a table, in file order; anything but a table gives `[]`. */
export function entriesOf(table: TomlTable | undefined): readonly (readonly [string, TomlValue])[] {
  return Object.entries(table ?? {}).filter(
    (entry): entry is [string, TomlValue] => entry[1] !== undefined,
  );
}

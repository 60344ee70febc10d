/**
 * Reads and changes plain TOML data by path; a change returns a new value.
 */
import { isArray } from './fields.ts';
import type { TomlPath } from './locate.ts';
import { isTable, type TomlTable, type TomlValue } from './parse.ts';

export function valueAt(data: TomlTable, path: TomlPath): TomlValue | undefined {
  let value: TomlValue | undefined = data;
  for (const part of path) {
    if (typeof part === 'number') value = isArray(value) ? value[part] : undefined;
    else value = isTable(value) && Object.hasOwn(value, part) ? value[part] : undefined;
  }
  return value;
}

/** Sets `value` at `path` and creates missing tables; `undefined` removes the key. */
export function withValueAt(
  data: TomlTable,
  path: TomlPath,
  value: TomlValue | undefined,
): TomlTable {
  const [first, ...rest] = path;
  if (typeof first !== 'string') return data;
  const current = Object.hasOwn(data, first) ? data[first] : undefined;
  const inner = rest.length === 0 ? value : withNested(current, rest, value);
  return { ...data, [first]: inner };
}

function withNested(
  current: TomlValue | undefined,
  path: TomlPath,
  value: TomlValue | undefined,
): TomlValue {
  const [first, ...rest] = path;
  if (typeof first === 'number' && isArray(current)) {
    return current.map((element, index) => {
      if (index !== first) return element;
      return rest.length === 0 ? (value ?? element) : withNested(element, rest, value);
    });
  }
  return withValueAt(isTable(current) ? current : {}, path, value);
}

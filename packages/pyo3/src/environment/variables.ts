/** Environment variables that are being changed; on Windows their names differ in case only. */
export interface Variables {
  names(): readonly string[];
  has(name: string): boolean;
  get(name: string): string | undefined;
  set(name: string, value: string): void;
  delete(name: string): void;
  /** Puts `entries` first in a list such as PATH, and removes them from elsewhere in it. */
  prepend(name: string, entries: readonly string[]): void;
  toRecord(): Record<string, string>;
}

/** A copy of `base`; variables without a value are left out. */
export function variables(
  base: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): Variables {
  const windows = platform === 'win32';
  const separator = windows ? ';' : ':';
  const keyOf = (name: string) => (windows ? name.toUpperCase() : name);
  const entries = new Map<string, { name: string; value: string }>();
  const get = (name: string) => entries.get(keyOf(name))?.value;
  const set = (name: string, value: string) => {
    const spelled = entries.get(keyOf(name))?.name ?? name;
    entries.set(keyOf(name), { name: spelled, value });
  };
  for (const [name, value] of Object.entries(base)) {
    if (value !== undefined) set(name, value);
  }
  return {
    names: () => [...entries.values()].map(({ name }) => name),
    has: (name) => entries.has(keyOf(name)),
    get,
    set,
    delete: (name) => {
      entries.delete(keyOf(name));
    },
    prepend: (name, first) => {
      const rest = (get(name) ?? '').split(separator).filter((entry) => entry !== '');
      set(name, [...first, ...rest.filter((entry) => !first.includes(entry))].join(separator));
    },
    toRecord: () =>
      Object.fromEntries([...entries.values()].map(({ name, value }) => [name, value])),
  };
}

/** Results that outlive one look at the repository, each under all that it was made from. */
import { isCurrent, look, lookAt, traced, type Source, type Traced } from './trace.ts';

export interface Memo {
  /**
   * The value of a key, made when it is not known or no longer right: when one of `inputs` is another
   * one than before, or something that `make` has looked at (`trace.ts`) has changed.
   *
   * @param inputs all that `make` uses and does not look at; compared by identity.
   * @param make returns the same for the same inputs and answers; nobody changes what it returned.
   * @param isSame whether a value says the same as the one before, which is returned then: what was
   * made from that stays right.
   */
  readonly get: <T>(
    kind: string,
    key: string,
    inputs: readonly unknown[],
    make: () => T,
    isSame?: (one: T, other: T) => boolean,
  ) => T;
  /** The values of a map; whoever asks for one depends on it and on no other. */
  readonly cells: <T>(kind: string, values: ReadonlyMap<string, T>) => Cells<T>;
  /** Forgets what nobody has asked for since the last call. */
  readonly sweep: () => void;
}

export interface Cells<T> {
  readonly get: (key: string) => T | undefined;
}

interface Entry {
  readonly inputs: readonly unknown[];
  readonly made: Traced<unknown>;
  /** Number of the sweep before which it was asked for last. */
  used: number;
}

interface Cell extends Source {
  readonly value: unknown;
}

export function memo(): Memo {
  const entriesOf = byKind<Entry>();
  const cellsOf = byKind<Cell>();
  let sweeps = 0;
  return {
    get: <T>(
      kind: string,
      key: string,
      inputs: readonly unknown[],
      make: () => T,
      isSame?: (one: T, other: T) => boolean,
    ): T => {
      const entries = entriesOf(kind);
      const known = entries.get(key);
      if (known !== undefined && isEqual(known.inputs, inputs) && isCurrent(known.made)) {
        known.used = sweeps;
        lookAt(known.made);
        return known.made.value as T;
      }
      const { value: made, sources } = traced(make);
      const last = known?.made.value as T;
      const value = known !== undefined && isSame?.(last, made) === true ? last : made;
      entries.set(key, { inputs, made: { value, sources }, used: sweeps });
      return value;
    },
    cells: <T>(kind: string, values: ReadonlyMap<string, T>): Cells<T> => {
      const cells = cellsOf(kind);
      for (const [key, cell] of cells) {
        if (cell.value === values.get(key)) continue;
        cell.stale = true;
        cells.delete(key);
      }
      return {
        get: (key) => {
          const value = values.get(key);
          const cell = cells.get(key) ?? { value, stale: false };
          cells.set(key, cell);
          look(cell);
          return value;
        },
      };
    },
    sweep: () => {
      for (const entries of entriesOf.all()) {
        for (const [key, { used }] of entries) if (used !== sweeps) entries.delete(key);
      }
      sweeps += 1;
    },
  };
}

/** Makes everything anew: for one look at the repository. */
export const forgetful: Memo = {
  get: (_kind, _key, _inputs, make) => make(),
  cells: (_kind, values) => values,
  sweep: () => undefined,
};

/** Whether two values have the same JSON, for `Memo.get`. */
export function isSameData(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The same for maps and sets. */
export function isSameCollection(one: Iterable<unknown>, other: Iterable<unknown>): boolean {
  return isSameData([...one], [...other]);
}

function isEqual(ones: readonly unknown[], others: readonly unknown[]): boolean {
  return ones.length === others.length && ones.every((one, at) => one === others[at]);
}

function byKind<T>() {
  const kinds = new Map<string, Map<string, T>>();
  const of = (kind: string) => {
    const known = kinds.get(kind) ?? new Map<string, T>();
    kinds.set(kind, known);
    return known;
  };
  return Object.assign(of, { all: () => kinds.values() });
}

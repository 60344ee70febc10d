/** Choices that a seed decides, so that what failed can be had once more. */
export interface Random {
  /** A whole number below a limit. */
  readonly below: (limit: number) => number;
  readonly one: <T>(from: readonly T[]) => T;
  readonly shuffled: <T>(values: readonly T[]) => readonly T[];
  readonly maybe: () => boolean;
}

/** The generator "mulberry32", whose state is one number. */
export function randomOf(seed: number): Random {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  const one = <T>(from: readonly T[]): T => {
    const found = from[below(from.length)];
    if (found === undefined) throw new Error('There is nothing to choose from.');
    return found;
  };
  const shuffled = <T>(values: readonly T[]) => {
    const left = [...values];
    return values.flatMap(() => left.splice(below(left.length), 1));
  };
  return { below, one, shuffled, maybe: () => next() < 0.5 };
}

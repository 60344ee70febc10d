/** Texts that are changed at random, the same for one seed. */

/** Numbers from 0 to below `limit` (mulberry32). */
export type Below = (limit: number) => number;

export function numbersOf(seed: number): Below {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

const values = [
  ...['""', '"../.."', '"."', '1', 'true', '[]', '[1]', '{}', '{ a = "x" }', '1979-05-27'],
  ...['"../a"', '"*"', '["**"]', '"{{ x }}"', '{ workspace = true }', '{ path = "." }', 'nan'],
];
const characters = ['"', '[', ']', '=', '.', '\n', '\0', '\uFEFF', '\r', '{', '#', 'é', "'", '\\'];

/** A character, a line or a value is changed, up to four times over. */
export function changedText(text: string, below: Below): string {
  let result = text;
  for (let left = 1 + below(4); left > 0; left -= 1) {
    const lines = result.split('\n');
    const at = below(lines.length);
    const position = below(result.length + 1);
    const line = lines[at] ?? '';
    const edits: readonly (() => string)[] = [
      () => result.slice(0, position) + result.slice(position + 1 + below(8)),
      () =>
        result.slice(0, position) +
        (characters[below(characters.length)] ?? '') +
        result.slice(position),
      () => lines.toSpliced(at, 1).join('\n'),
      () => lines.toSpliced(at, 0, lines[below(lines.length)] ?? '').join('\n'),
      () =>
        lines
          .toSpliced(at, 1, line.replace(/=.*/, `= ${values[below(values.length)] ?? ''}`))
          .join('\n'),
      () => lines.toSpliced(at, 1, line.replace(/^\[.*/, '[package]')).join('\n'),
    ];
    result = edits[below(edits.length)]?.() ?? result;
  }
  return result;
}

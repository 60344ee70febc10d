/**
 * The changes that turn one list of indented lines into another: `- ` before removed and `+ `
 * before added lines, each below the lines that it is nested under.
 */
export function lineDifferences(
  before: readonly string[],
  after: readonly string[],
): readonly string[] {
  const shown: string[] = [];
  let around: readonly string[] = [];
  for (const { sign, lines, index } of changesBetween(before, after)) {
    const enclosing = enclosingLines(lines, index);
    const known = enclosing.findIndex((line, depth) => line !== around[depth]);
    if (known !== -1) shown.push(...enclosing.slice(known).map((line) => `  ${line}`));
    around = enclosing;
    const line = lines[index] ?? '';
    shown.push(`${sign} ${line}`);
    // The following lines may be nested under this one, which is already shown.
    around = [...enclosing, line];
  }
  return shown;
}

interface Change {
  readonly sign: '-' | '+';
  readonly lines: readonly string[];
  readonly index: number;
}

/** Compares the lists by their longest common subsequence. */
function changesBetween(before: readonly string[], after: readonly string[]): readonly Change[] {
  const common = commonLengths(before, after);
  const found: Change[] = [];
  let [one, other] = [0, 0];
  while (one < before.length || other < after.length) {
    const without = common(one + 1, other);
    if (one < before.length && other < after.length && before[one] === after[other]) {
      one += 1;
      other += 1;
    } else if (one < before.length && without >= common(one, other + 1)) {
      found.push({ sign: '-', lines: before, index: one });
      one += 1;
    } else {
      found.push({ sign: '+', lines: after, index: other });
      other += 1;
    }
  }
  return found;
}

/** The number of lines that the remaining parts have in common, by their start positions. */
function commonLengths(
  before: readonly string[],
  after: readonly string[],
): (one: number, other: number) => number {
  const width = after.length + 1;
  const lengths = new Uint32Array((before.length + 1) * width);
  const at = (one: number, other: number) => lengths[one * width + other] ?? 0;
  for (let one = before.length - 1; one >= 0; one -= 1) {
    for (let other = after.length - 1; other >= 0; other -= 1) {
      lengths[one * width + other] =
        before[one] === after[other]
          ? at(one + 1, other + 1) + 1
          : Math.max(at(one + 1, other), at(one, other + 1));
    }
  }
  // At the end of one list, the other continues.
  return (one, other) => (one > before.length || other > after.length ? -1 : at(one, other));
}

/** The lines that a line is nested under, outermost first. */
function enclosingLines(lines: readonly string[], index: number): readonly string[] {
  const found: string[] = [];
  let depth = indentOf(lines[index]);
  for (let above = index - 1; above >= 0 && depth > 0; above -= 1) {
    const line = lines[above] ?? '';
    if (line === '' || indentOf(line) >= depth) continue;
    found.unshift(line);
    depth = indentOf(line);
  }
  return found;
}

function indentOf(line = ''): number {
  return line.length - line.trimStart().length;
}

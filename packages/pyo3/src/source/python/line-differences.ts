/**
 * What has to change so that one list of indented lines becomes another: `- ` before what goes and
 * `+ ` before what comes, below the line that each is indented under.
 */
export function lineDifferences(
  before: readonly string[],
  after: readonly string[],
): readonly string[] {
  const shown: string[] = [];
  let around: readonly string[] = [];
  for (const { sign, lines, index } of changes(before, after)) {
    const enclosing = enclosingLines(lines, index);
    const known = enclosing.findIndex((line, depth) => line !== around[depth]);
    if (known !== -1) shown.push(...enclosing.slice(known).map((line) => `  ${line}`));
    around = enclosing;
    const line = lines[index] ?? '';
    shown.push(`${sign} ${line}`);
    // What follows may be indented under this one, which is shown already.
    around = [...enclosing, line];
  }
  return shown;
}

interface Change {
  readonly sign: '-' | '+';
  readonly lines: readonly string[];
  readonly index: number;
}

/** By the longest list of lines that both have, in the order in which they are read. */
function changes(before: readonly string[], after: readonly string[]): readonly Change[] {
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

/** How many lines the rests of both have in common, by where the rests begin. */
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
  // At the end of one list the other goes on.
  return (one, other) => (one > before.length || other > after.length ? -1 : at(one, other));
}

/** The lines that one is indented under, from the outside in. */
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

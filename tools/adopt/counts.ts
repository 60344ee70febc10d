/** How many tests, or findings of a linter, a command reported. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const NOTHING: Counts = { passed: 0, failed: 0, skipped: 0 };

/**
 * The sums of all summaries of pytest in an output: `=== 2 passed, 1 skipped in 0.1s ===`, the same
 * without the signs, and those of pytest-pretty below `Results (0.1s):`.
 */
export function pytestCounts(printed: string): Counts {
  const output = bare(printed);
  const summaries = output.split('\n').filter((line) => / in \d+(\.\d+)?s\b/.test(line));
  const pretty = [...output.matchAll(/^Results \([\d.]+s\):\n((?:\s+\d+ \w+\n?)*)/gm)];
  const text = [...summaries, ...pretty.map(([, lines = '']) => lines)].join('\n');
  const sum = (kinds: string) =>
    [...text.matchAll(new RegExp(`(\\d+) (?:${kinds})\\b`, 'g'))].reduce(
      (total, [, number]) => total + Number(number),
      0,
    );
  return {
    passed: sum('passed|xfailed'),
    failed: sum('failed|errors?|xpassed'),
    skipped: sum('skipped'),
  };
}

/** The sums of all lines `test result: ok. 3 passed; 0 failed; 1 ignored; …` in an output. */
export function cargoCounts(printed: string): Counts {
  return [
    ...bare(printed).matchAll(/test result: \w+\. (\d+) passed; (\d+) failed; (\d+) ignored/g),
  ].reduce<Counts>(
    (sum, [, passed, failed, skipped]) => ({
      passed: sum.passed + Number(passed),
      failed: sum.failed + Number(failed),
      skipped: sum.skipped + Number(skipped),
    }),
    NOTHING,
  );
}

/** The sum of what ruff (`Found 3 errors.`), mypy (`Found 3 errors in 1 file`) and pyright (`3 errors, 0 warnings`) report. */
export function findings(printed: string): number {
  return [...bare(printed).matchAll(/^(?:Found )?(\d+) errors?\b/gm)].reduce(
    (sum, [, number]) => sum + Number(number),
    0,
  );
}

/** Without the name of the project that Nx puts before each line, and without what mypy colours it by. */
function bare(printed: string): string {
  return printed.replaceAll('\u001b(B', '').replaceAll(/^[\w@/.-]+: /gm, '');
}

/** `132`, `130 and 2 failed`, `147 and 3 skipped`. */
export function inWords({ passed, failed, skipped }: Counts): string {
  const rest = [
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
  ];
  return [String(passed), ...rest].join(' + ');
}

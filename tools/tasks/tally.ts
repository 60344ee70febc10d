/** How many tests did what. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** The part of jest's `--json` report that is read here. */
export interface JestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly numRuntimeErrorTestSuites: number;
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

export const nothing: Tally = { passed: 0, failed: 0, skipped: 0 };

/** The sum of two tallies. */
export function add(a: Tally, b: Tally): Tally {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
  };
}

/** A report as a tally. A suite that did not even start counts as one failed test. */
export function tallyOf(report: JestReport): Tally {
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** The line that CI reads. */
export function render(tally: Tally): string {
  return `${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped`;
}

const systems: Readonly<Record<string, string>> = {
  windows: 'win32',
  macos: 'darwin',
  linux: 'linux',
};

/**
 * The skipped and todo tests of a report that have no right to be: only a title with `[windows only]`,
 * `[macos only]` or `[linux only]`, read on another system than the ones it names, gives one.
 */
export function unexplainedSkips(report: JestReport, platform: string): readonly string[] {
  return report.testResults
    .flatMap((suite) => suite.assertionResults)
    .filter((test) => !['passed', 'failed'].includes(test.status))
    .map((test) => test.fullName)
    .filter((title) => !isForOtherSystem(title, platform));
}

function isForOtherSystem(title: string, platform: string): boolean {
  const [, names] = /\[((?:windows|macos|linux|, | and )+) only\]/.exec(title) ?? [];
  if (names === undefined) return false;
  return names.split(/, | and /).every((name) => systems[name] !== platform);
}

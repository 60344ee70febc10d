/**
 * What a requirement becomes when the package that it names is released. Only the version of a lower
 * bound or a pin changes: operators, upper bounds, extras, markers and white space stay as they are.
 */

/** The new text, or the reason why none would allow the version, as a whole clause. */
export type Raised = { readonly text: string } | { readonly problem: string };

export interface Release {
  /** Major, minor and patch number. */
  readonly numbers: readonly number[];
  /** What follows the numbers of a pre-release: `-rc.1` in SemVer, `rc1` in PEP 440. */
  readonly suffix: string;
}

/** A version with as many numbers as the one that it replaces; missing ones are zeros. */
export function withNumbers(count: number, { numbers, suffix }: Release): string {
  const written = Array.from({ length: count }, (_, index) => String(numbers[index] ?? 0));
  return written.join('.') + suffix;
}

/** Whether nothing is lost when only so many numbers are written. */
export function isWhole(count: number, { numbers }: Release): boolean {
  return numbers.slice(count).every((number) => number === 0);
}

/** How many numbers a version begins with: 2 for `0.1`, `0.1rc1` and `0.1.*`. */
export function countNumbers(written: string): number {
  return /^v?(\d+(?:\.\d+)*)/.exec(written)?.[1]?.split('.').length ?? 0;
}

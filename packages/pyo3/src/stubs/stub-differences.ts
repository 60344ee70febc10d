import { lineDifferences } from '../source/python/line-differences.ts';
import { stubStatements } from '../source/python/stub-statements.ts';
import type { Stubs } from './generated-stubs.ts';

/** A stub that says something else than the extension. */
export interface StubDifference {
  /** Relative to the folder of the stubs. */
  readonly file: string;
  /** For people: what is there with `-`, what is to be there with `+`. */
  readonly lines: readonly string[];
}

/** What differs in more than format, comments and order of imports; by file, in order. */
export function stubDifferences(present: Stubs, generated: Stubs): readonly StubDifference[] {
  const files = [...new Set([...present.keys(), ...generated.keys()])].sort();
  return files.flatMap((file) => {
    const before = present.get(file);
    const after = generated.get(file);
    if (before === undefined) return [{ file, lines: ['+ (there is no such file)'] }];
    if (after === undefined) return [{ file, lines: ['- (the extension has no such module)'] }];
    const lines = lineDifferences(stubStatements(before), stubStatements(after));
    return lines.length === 0 ? [] : [{ file, lines }];
  });
}

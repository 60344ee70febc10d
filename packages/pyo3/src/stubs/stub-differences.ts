import { lineDifferences } from '../source/python/line-differences.ts';
import { stubStatements } from '../source/python/stub-statements.ts';
import type { Stubs } from './generated-stubs.ts';

/** A stub that differs from the extension. */
export interface StubDifference {
  /** The path relative to the folder of the stubs. */
  readonly file: string;
  /** The difference for messages: existing lines with `-`, expected lines with `+`. */
  readonly lines: readonly string[];
}

/** The differences other than format, comments and order of imports; by file, in order. */
export function stubDifferences(present: Stubs, generated: Stubs): readonly StubDifference[] {
  const files = [...new Set([...present.keys(), ...generated.keys()])].sort();
  return files.flatMap((file) => {
    const before = present.get(file);
    const after = generated.get(file);
    if (before === undefined) return [{ file, lines: ['+ (this file does not exist)'] }];
    if (after === undefined) return [{ file, lines: ['- (the extension has no such module)'] }];
    const lines = lineDifferences(stubStatements(before), stubStatements(after));
    return lines.length === 0 ? [] : [{ file, lines }];
  });
}

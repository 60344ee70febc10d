import { describe, expect, it } from '@jest/globals';
import { cargoCounts, findings, inWords, pytestCounts } from './counts.ts';

describe('pytestCounts', () => {
  it.each([
    ['======= 132 passed in 1.20s =======', { passed: 132, failed: 0, skipped: 0 }],
    ['1 failed, 2 passed, 3 skipped in 0.1s', { passed: 2, failed: 1, skipped: 3 }],
    [
      '== 4 passed, 1 xfailed, 2 errors in 61.00s (0:01:01) ==',
      { passed: 5, failed: 2, skipped: 0 },
    ],
    [
      'Results (3.66s):\n       159 passed\n         3 skipped\n',
      { passed: 159, failed: 0, skipped: 3 },
    ],
    ['a-b: Results (3.66s):\na-b:     159 passed\n', { passed: 159, failed: 0, skipped: 0 }],
    ['== 1 passed in 0.1s ==\n== 2 passed in 0.2s ==', { passed: 3, failed: 0, skipped: 0 }],
    ['a test says: 7 passed', { passed: 0, failed: 0, skipped: 0 }],
  ])('of %j', (output, expected) => {
    expect(pytestCounts(output)).toEqual(expected);
  });
});

describe('cargoCounts', () => {
  it('adds up unit, integration and doc tests', () => {
    const line = 'test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out';
    const failed = 'test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured';
    expect(cargoCounts(`${line}\n\n${failed}\n`)).toEqual({ passed: 4, failed: 2, skipped: 1 });
  });
});

describe('findings', () => {
  it('adds up what ruff and mypy report', () => {
    const output =
      'Found 2 errors.\nFound 1 error in 1 file (checked 3 source files)\nlib: 4 errors, 1 warning\n';
    expect(findings(output)).toBe(7);
    expect(findings('All checks passed!\n')).toBe(0);
  });
});

describe('inWords', () => {
  it.each([
    [{ passed: 3, failed: 0, skipped: 0 }, '3'],
    [{ passed: 3, failed: 1, skipped: 2 }, '3 + 1 failed + 2 skipped'],
  ])('of %j', (counts, expected) => {
    expect(inWords(counts)).toBe(expected);
  });
});

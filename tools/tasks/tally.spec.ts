import { describe, expect, it } from '@jest/globals';
import { add, nothing, render, tallyOf, unexplainedSkips, type JestReport } from './tally.ts';

function report(part: Partial<JestReport>): JestReport {
  return {
    numPassedTests: 0,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    numRuntimeErrorTestSuites: 0,
    testResults: [],
    ...part,
  };
}

describe('the sum', () => {
  it('is that of all suites, on one line', () => {
    const unit = tallyOf(report({ numPassedTests: 10, numPendingTests: 1 }));
    const integration = tallyOf(report({ numPassedTests: 2, numFailedTests: 1, numTodoTests: 1 }));
    expect(render([unit, integration].reduce(add, nothing))).toBe('12 passed, 1 failed, 2 skipped');
  });

  it('counts a suite that did not start as a failed test', () => {
    expect(tallyOf(report({ numRuntimeErrorTestSuites: 1 })).failed).toBe(1);
  });
});

describe('a skipped test', () => {
  const skipped = (fullName: string, status = 'pending') =>
    report({ testResults: [{ assertionResults: [{ fullName, status }] }] });

  it.each([
    ['[windows only] finds Scripts/python.exe', 'linux'],
    ['links against a framework [macos only]', 'linux'],
    ['[windows and macos only] ignores case', 'linux'],
    ['[linux only] reads auditwheel tags', 'win32'],
  ])('is in order when it says that it is for another system: %s on %s', (title, platform) => {
    expect(unexplainedSkips(skipped(title), platform)).toEqual([]);
  });

  it.each([
    ['finds the interpreter', 'linux'],
    ['[linux only] reads auditwheel tags', 'linux'],
    ['[slow only] builds all', 'linux'],
  ])('is an error otherwise: %s on %s', (title, platform) => {
    expect(unexplainedSkips(skipped(title), platform)).toEqual([title]);
    expect(unexplainedSkips(skipped(title, 'todo'), platform)).toEqual([title]);
  });

  it('is told apart from one that ran', () => {
    expect(unexplainedSkips(skipped('ran', 'passed'), 'linux')).toEqual([]);
  });
});

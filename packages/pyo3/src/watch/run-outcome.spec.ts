import { describe, expect, it } from '@jest/globals';
import { installedLine, upToDateLine } from '../develop/outcome-line.ts';
import { changeLine, outcomeLine, runOutcome } from './run-outcome.ts';

const targets = { compile: { executor: 'pyo3:compile' }, develop: { executor: 'pyo3:develop' } };
const graph = {
  nodes: { a: { data: { root: 'a', targets } }, b: { data: { root: 'b', targets } } },
  dependencies: {},
};

/** A `project:target` and its result. */
function report(tasks: Record<string, readonly [cacheStatus: string, status: number]>): string {
  return JSON.stringify({
    run: { startTime: '2026-11-23T12:00:00.000Z' },
    tasks: Object.entries(tasks).map(([taskId, [cacheStatus, status]]) => {
      const [projectName, target] = taskId.split(':');
      return { taskId, projectName, target, cacheStatus, status };
    }),
  });
}

const startedMs = Date.parse('2026-11-23T11:59:59Z');
const [ran, hit] = [['cache-miss', 0] as const, ['local-cache-hit', 0] as const];
const lineOf = (text: string | undefined, output: string, success = true) =>
  outcomeLine(runOutcome({ output, report: text, startedMs }, graph), success, 1234);

describe('the line about a run', () => {
  it('names the compiled projects, and those that were only installed', () => {
    const tasks = report({ 'a:compile': ran, 'b:compile': hit, 'a:develop': ran });
    const output = ['a', 'b', 'c'].map((name) => installedLine(name, '/v')).join('\n');
    expect(lineOf(tasks, output)).toBe('compiled a; installed b, c (1.2 s)');
  });

  it('reports that nothing had to be compiled', () => {
    const tasks = report({ 'a:compile': hit, 'a:develop': ran });
    expect(lineOf(tasks, upToDateLine('a', '/v'))).toBe('nothing to compile (1.2 s)');
  });

  it('names the task that failed', () => {
    const tasks = report({ 'a:compile': ['cache-miss', 1] });
    expect(lineOf(tasks, '', false)).toBe('a:compile failed (1.2 s); waiting for a change');
  });

  it.each([undefined, '{', report({ 'a:compile': ran }).replace('2026', '2025')])(
    'claims nothing from a report that is missing, truncated or of another run',
    (text) => {
      expect(lineOf(text, '')).toBe('nothing to compile (1.2 s)');
      expect(lineOf(text, '', false)).toBe('it failed (1.2 s); waiting for a change');
    },
  );
});

it('the first file represents all that changed', () => {
  expect(changeLine(['a.py'])).toBe('a.py');
  expect(changeLine(['a.py', 'b.py', 'c.py'])).toBe('a.py and 2 more');
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

let root: string;
let said: unknown[];
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'pyo3-report-'));
  said = [];
  jest.spyOn(console, 'error').mockImplementation((line) => said.push(line));
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(root, { recursive: true });
});

/** A process of its own: it has reported nothing yet. */
async function inNewProcess(decisions: readonly string[]): Promise<unknown[]> {
  said = [];
  jest.resetModules();
  const { reportDecisions } = await import('./report.ts');
  reportDecisions(root, {}, decisions);
  return said;
}

describe('a decision for the user', () => {
  it('is told once for each checkout, whatever process makes the graph', async () => {
    expect(await inNewProcess(['a is called b'])).toEqual(['a is called b']);
    expect(await inNewProcess(['a is called b'])).toEqual([]);
    expect(await inNewProcess(['a is called b', 'c is a template'])).toEqual(['c is a template']);
  });

  it('is told again when it was taken back meanwhile, and after `nx reset`', async () => {
    await inNewProcess(['a is called b']);
    expect(await inNewProcess([])).toEqual([]);
    expect(await inNewProcess(['a is called b'])).toEqual(['a is called b']);
    rmSync(join(root, '.nx'), { recursive: true });
    expect(await inNewProcess(['a is called b'])).toEqual(['a is called b']);
  });
});

import { describe, expect, it } from '@jest/globals';
import type { UndeclaredReads } from '../observe/reads-record.ts';
import { withRecordedReads } from './recorded-inputs.ts';

const configuration = {
  root: 'libs/a',
  targets: {
    pytest: { executor: 'pyo3:pytest', inputs: ['all-files', '{workspaceRoot}/data/x.json'] },
    test: { executor: 'nx:noop', dependsOn: ['cargo-test', 'pytest'], inputs: ['all-files'] },
    lint: { executor: 'pyo3:lint', inputs: ['all-files'] },
    own: { executor: 'nx:run-commands' },
  },
};
const reads = (files: readonly string[]): UndeclaredReads => ({
  files,
  globs: [],
  ignored: [],
  git: [],
  outside: [],
});
const inputsOf = (target: string, recorded: Readonly<Record<string, UndeclaredReads>>) =>
  withRecordedReads(configuration, recorded, true).targets?.[target]?.inputs;

describe('what a task was seen to read', () => {
  it('is an input of its target, once, and of the target that stands for it', () => {
    const recorded = { pytest: reads(['data/x.json', 'data/y.json']) };
    const [x, y] = ['{workspaceRoot}/data/x.json', '{workspaceRoot}/data/y.json'];
    expect(inputsOf('pytest', recorded)).toEqual(['all-files', x, y]);
    expect(inputsOf('test', recorded)).toEqual(['all-files', x, y]);
    expect(inputsOf('lint', recorded)).toEqual(['all-files']);
  });

  it('is added to what Nx takes for a target that names no inputs', () => {
    expect(inputsOf('own', { own: reads(['x']) })).toEqual([
      'default',
      '^default',
      '{workspaceRoot}/x',
    ]);
  });

  it('changes nothing when the target is gone', () => {
    expect(withRecordedReads(configuration, { gone: reads(['x']) }, true)).toEqual(configuration);
  });
});

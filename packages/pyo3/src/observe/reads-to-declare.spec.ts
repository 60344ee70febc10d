import { describe, expect, it } from '@jest/globals';
import type { Pyo3Project } from '../project/folder/pyo3-project.ts';
import { readsToDeclare } from './reads-to-declare.ts';

const project = (files: readonly string[]): Pyo3Project => ({
  kind: 'python',
  name: 'a',
  root: 'libs/a',
  testPaths: [],
  declared: { files, variables: [], facts: [] },
  distribution: {
    name: 'a',
    normalizedName: 'a',
    pyprojectPath: 'libs/a/pyproject.toml',
  },
});
const nothing = { files: [], globs: [], ignored: [], git: [], outside: [] };
const record = {
  'libs/a': {
    pytest: { ...nothing, files: ['data/x.json', 'data/[y].json'], globs: ['data/*'] },
    build: { ...nothing, files: ['data/x.json'] },
  },
  'libs/gone': { pytest: { ...nothing, files: ['z'] } },
};
const globs = (declared: readonly string[]) =>
  readsToDeclare(record, [project(declared)]).map(({ glob }) => glob);

describe('the reads that a manifest does not declare', () => {
  it('are those of all targets of the project, once', () => {
    expect(
      readsToDeclare(record, [project([])]).map(({ glob, targets }) => [glob, targets]),
    ).toEqual([
      ['data/x.json', ['pytest', 'build']],
      ['data/?y?.json', ['pytest']],
      ['data/*', ['pytest']],
    ]);
  });

  it.each([[['data/**/*']], [['data/**']], [['data/*']]])(
    'are none that %p declares',
    (declared) => {
      expect(globs(declared)).toEqual([]);
    },
  );

  it('are a whole folder still when one of its files is declared', () => {
    expect(globs(['data/x.json', 'data/?y?.json'])).toEqual(['data/*']);
  });
});

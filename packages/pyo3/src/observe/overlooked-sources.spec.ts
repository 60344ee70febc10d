import { expect, it } from '@jest/globals';
import { overlookedSources } from './overlooked-sources.ts';

const files = ['a/src/lib.rs', 'a/src/new.rs', 'a/other.txt'];
const inputs = { hasFile: (path: string) => path.endsWith('.rs') };
const times = (modified: number, changed: number) => (path: string) =>
  path === 'a/src/lib.rs' || path === 'a/other.txt'
    ? { modified, changed }
    : { modified: 1, changed: 1 };

it.each([
  ['was replaced by an older file since the last look', 5, 20, ['a/src/lib.rs']],
  ['was written since the last look', 20, 20, []],
  ['is as it was at the last look', 5, 5, []],
])('finds an input that %s', (_what, modified, changed, expected) => {
  expect(overlookedSources(10, inputs, files, times(modified, changed))).toEqual(expected);
});

it('finds nothing where files have no times', () => {
  expect(overlookedSources(10, inputs, files, () => undefined)).toEqual([]);
});

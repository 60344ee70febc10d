import { expect, it } from '@jest/globals';
import { requireComplete } from './require-complete.ts';

const nothing = { artifacts: [], missing: [], unexpected: [], apart: [] };
const artifact = { kind: 'wheel', file: 'a.whl', path: 'dist/a.whl' } as const;

it('tells what was not built after the version was chosen', () => {
  const report = { ...nothing, missing: ['an sdist in dist'], unexpected: ['dist/a-0.1.0.tar.gz'] };
  expect(() => requireComplete('a 0.2.0', report, false)).toThrow(
    'a 0.2.0 cannot be published: an sdist in dist is not there, only dist/a-0.1.0.tar.gz.',
  );
});

it('refuses files of others beside those of the version', () => {
  const report = { ...nothing, artifacts: [artifact], unexpected: ['dist/x.whl', 'dist/y.whl'] };
  expect(() => requireComplete('a 0.2.0', report, true)).toThrow(
    'a 0.2.0 cannot be published: dist/x.whl and dist/y.whl do not belong to it.',
  );
});

it('lets a release be partial if it is asked to, but not empty', () => {
  const report = { ...nothing, missing: ['the wheel x'] };
  const some = { ...report, artifacts: [artifact] };
  expect(() => requireComplete('a 0.2.0', some, false)).toThrow('the wheel x is not there.');
  expect(() => requireComplete('a 0.2.0', some, true)).not.toThrow();
  expect(() => requireComplete('a 0.2.0', report, true)).toThrow('the wheel x is not there.');
});

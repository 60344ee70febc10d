import { describe, expect, it } from '@jest/globals';
import { isSpecifier, satisfies } from './specifier.ts';

describe('satisfies', () => {
  it.each([
    ['', true],
    ['>=3.9', true],
    ['>= 3.9 , <4', true],
    ['>=3.11.8', false],
    ['>3.11', true],
    ['>3.11.7', false],
    ['<3.11', false],
    ['<=3.11', false],
    ['<=3.11.7', true],
    ['==3.11', false],
    ['==3.11.*', true],
    ['==3.1.*', false],
    ['!=3.11.*', false],
    ['!=3.10.*', true],
    ['!=3.11.7', false],
    ['~=3.9', true],
    ['~=3.11.2', true],
    ['~=3.10.2', false],
    ['~=4.0', false],
    ['===3.11.7', true],
    ['===3.11', false],
    ['>=3.11.7rc1', true],
    ['>=3.9,', true],
    ['>=1!3.9', false],
  ])('3.11.7 is in %j: %s', (specifier, expected) => {
    expect(satisfies([3, 11, 7], specifier)).toBe(expected);
  });

  it('matches a release that is written with fewer numbers', () => {
    expect(satisfies([3, 11], '==3.11.0')).toBe(true);
    expect(satisfies([3], '==3.0.*')).toBe(true);
  });

  it.each(['3.9', '^3.9', '>=3.9.*', '~=3', '>=', '>=3.9 <4', '=>3.9', '==x'])(
    'returns undefined for %j',
    (specifier) => {
      expect(satisfies([3, 11, 7], specifier)).toBeUndefined();
      expect(isSpecifier(specifier)).toBe(false);
    },
  );
});

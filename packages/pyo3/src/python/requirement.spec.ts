import { describe, expect, it } from '@jest/globals';
import { parseRequirement } from './requirement.ts';

describe('parseRequirement', () => {
  it.each([
    ['numpy', { name: 'numpy', normalizedName: 'numpy', extras: [], specifier: '' }],
    ['My_Lib.x>=1,<2', { name: 'My_Lib.x', normalizedName: 'my-lib-x', specifier: '>=1,<2' }],
    ['a[b, c] ~= 1.0', { extras: ['b', 'c'], specifier: '~= 1.0' }],
    ['a[]', { extras: [], specifier: '' }],
    ['a (>=1)', { specifier: '>=1' }],
    [
      "a>=1 ; python_version < '3.11' and os_name == 'nt;x'",
      { specifier: '>=1', marker: "python_version < '3.11' and os_name == 'nt;x'" },
    ],
    [
      'a[x] @ https://example.org/a.whl;p=1 ; os_name == "nt"',
      { extras: ['x'], url: 'https://example.org/a.whl;p=1', marker: 'os_name == "nt"' },
    ],
    ['a @ file:///tmp/a', { url: 'file:///tmp/a', specifier: '' }],
  ])('reads %j', (text, expected) => {
    expect(parseRequirement(text)).toMatchObject(expected);
  });

  it.each(['', '-e .', './a', 'a b', 'a>=', 'a;', 'a[b', 'a[b c]', 'a @', '>=1', 'a-', 'a=1'])(
    'is undefined for %j',
    (text) => {
      expect(parseRequirement(text)).toBeUndefined();
    },
  );
});

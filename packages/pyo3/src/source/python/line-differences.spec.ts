import { describe, expect, it } from '@jest/globals';
import { lineDifferences } from './line-differences.ts';

const lines = (text: string) => text.split('\n');

describe('the differences of two lists of lines', () => {
  it('are what goes and what comes', () => {
    expect(lineDifferences(['a', 'b', 'c'], ['a', 'x', 'c', 'd'])).toEqual(['- b', '+ x', '+ d']);
  });

  it('stand once below the lines that they are indented under', () => {
    const before = 'class A:\n    def x(): int\n    def y(): int\n    def z(): int\nclass B: ...';
    const after = before.replace('x(): int', 'x(): str').replace('z(): int', 'z(): str');
    expect(lineDifferences(lines(before), lines(after))).toEqual([
      '  class A:',
      '-     def x(): int',
      '+     def x(): str',
      '-     def z(): int',
      '+     def z(): str',
    ]);
  });

  it('are all of a class that is new', () => {
    expect(lineDifferences([], lines('class A:\n    x: int\n    y: int'))).toEqual([
      '+ class A:',
      '+     x: int',
      '+     y: int',
    ]);
  });

  it.each([
    ['', ''],
    ['a\nb', 'a\nb'],
  ])('are none between equal ones', (before, after) => {
    expect(lineDifferences(lines(before), lines(after))).toEqual([]);
  });

  it('keep as many lines as can be kept', () => {
    expect(lineDifferences([...'abcabba'], [...'cbabac'])).toHaveLength(5);
  });
});

import { describe, expect, it } from '@jest/globals';
import { lineDifferences } from './line-differences.ts';

const lines = (text: string) => text.split('\n');

describe('the differences of two lists of lines', () => {
  it('are the removed and the added lines', () => {
    expect(lineDifferences(['a', 'b', 'c'], ['a', 'x', 'c', 'd'])).toEqual(['- b', '+ x', '+ d']);
  });

  it('appear once below the lines that they are nested under', () => {
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

  it('contain a whole new class', () => {
    expect(lineDifferences([], lines('class A:\n    x: int\n    y: int'))).toEqual([
      '+ class A:',
      '+     x: int',
      '+     y: int',
    ]);
  });

  it.each([
    ['', ''],
    ['a\nb', 'a\nb'],
  ])('are empty for equal lists', (before, after) => {
    expect(lineDifferences(lines(before), lines(after))).toEqual([]);
  });

  it('keep as many lines as possible', () => {
    expect(lineDifferences([...'abcabba'], [...'cbabac'])).toHaveLength(5);
  });
});

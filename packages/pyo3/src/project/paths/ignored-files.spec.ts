import { describe, expect, it } from '@jest/globals';
import { memoryReader } from '../../files/memory.ts';
import { ignoreRulesIn, isIgnored } from './ignored-files.ts';

function ignores(text: string, path: string): boolean {
  return isIgnored(path, ignoreRulesIn('.', memoryReader({ '.gitignore': text })));
}

/** As `git check-ignore --no-index` of git 2.39 says. */
describe('an ignore file with a pattern of many stars', () => {
  it.each([
    ['a*b*c*', 'abc'],
    ['a*b*c*', 'd/axbxc'],
    ['d/*a*/*b*', 'd/xax/xbx'],
    ['**/a/**/*b*', 'a/b'],
    ['**/a/**/*b*', 'x/a/y/z/b'],
    ['a*b*c*/', 'abc/'],
    ['**/a/**/b/**', 'x/a/b/c'],
    ['*a*b*[!c]', 'aabd'],
    ['*a*b*[]c]', 'ab]'],
    ['*.a*.b*  ', 'x.a.b'],
    ['**/*a*/*b*/', 'd/xax/xbx/'],
    ['a***b*c*', 'axbxc'],
    ['!abc\na*b*c*', 'abc'],
  ])('%s ignores %s', (pattern, path) => {
    expect(ignores(pattern, path)).toBe(true);
  });

  it.each([
    ['/a*b*c*', 'd/axbxc'],
    ['d/*a*/*b*', 'b/d/xax/xbx'],
    ['a*b*c*/', 'abc'],
    ['*a*b*[!c]', 'aabc'],
    ['*\n!*a*b*c*', 'abc'],
    ['a*b*c*\n!abc', 'abc'],
  ])('%s does not ignore %s', (pattern, path) => {
    expect(ignores(pattern, path)).toBe(false);
  });

  it('ignores nothing by a pattern that is not understood', () => {
    expect(ignores('*a*b*\\c*\nx', 'abc')).toBe(false);
    expect(ignores('*a*b*\\c*\nx', 'x')).toBe(true);
    expect(ignores('x\n!*a*b*\\c*', 'x')).toBe(false);
  });

  it('is not slowed down by the number of stars', () => {
    const started = performance.now();
    expect(ignores(`${'*a'.repeat(40)}b`, 'a'.repeat(250))).toBe(false);
    expect(ignores(`b${'/**/a'.repeat(40)}/x`, `b${'/a'.repeat(400)}`)).toBe(false);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

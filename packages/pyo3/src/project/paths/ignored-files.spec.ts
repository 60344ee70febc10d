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

  it('is not read below 32 folders with ignore files, or five thousand patterns', () => {
    const folders = Array.from({ length: 33 }, (_, index) => `${'d/'.repeat(index)}.gitignore`);
    const deep = memoryReader(
      Object.fromEntries(folders.map((path, index) => [path, `x${String(index)}`])),
    );
    const folder = 'd/'.repeat(32).slice(0, -1);
    const isNamed = (index: number) =>
      isIgnored(`${folder}/x${String(index)}`, ignoreRulesIn(folder, deep));
    expect([0, 31, 32].map(isNamed)).toEqual([true, true, false]);
    const long = memoryReader({ '.gitignore': 'x\n'.repeat(4999), 'd/.gitignore': 'y\nz\n' });
    const rules = ignoreRulesIn('d', long);
    expect(['d/x', 'd/y', 'd/z'].map((path) => isIgnored(path, rules))).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('is not slowed down by the number of stars', () => {
    const started = performance.now();
    expect(ignores(`${'*a'.repeat(40)}b`, 'a'.repeat(250))).toBe(false);
    expect(ignores(`b${'/**/a'.repeat(40)}/x`, `b${'/a'.repeat(400)}`)).toBe(false);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

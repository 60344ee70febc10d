import { describe, expect, it } from '@jest/globals';
import { coversMember } from './member-glob.ts';

describe('coversMember', () => {
  it.each([
    ['libs/a', 'libs/a'],
    ['./libs/a/', 'libs/a'],
    ['libs/*', 'libs/a'],
    ['libs/*', 'libs/.a'],
    ['libs/a?', 'libs/ab'],
    ['libs/[ab]', 'libs/b'],
    ['libs/[!ab]', 'libs/c'],
    ['libs/[a-c]x', 'libs/bx'],
    ['libs/[]]', 'libs/]'],
    ['libs/**', 'libs/a/b'],
    ['libs/**', 'libs'],
    ['**/py', 'libs/a/py'],
    ['**/py', 'py'],
    ['libs/**/py', 'libs/py'],
    ['libs/a.b+c', 'libs/a.b+c'],
    ['libs/**/**', 'libs'],
    ['libs/*b*b', 'libs/abbab'],
    ['libs/?', 'libs/😀'],
    ['libs/[a', 'libs/[a'],
    ['libs/[!]', 'libs/[!]'],
    ['libs/[a-]', 'libs/-'],
    ['libs/[^a]', 'libs/^'],
    ['**/a/**/b', 'a/x/a/y/b'],
  ])('%s covers %s', (pattern, folder) => {
    expect(coversMember([pattern], folder)).toBe(true);
  });

  it.each([
    ['libs/*', 'libs/a/b'],
    ['libs/*', 'libs'],
    ['libs/a.b', 'libs/aXb'],
    ['libs/[!ab]', 'libs/a'],
    ['libs/{a,b}', 'libs/a'],
    ['Libs/a', 'libs/a'],
    ['libs/a', 'libs/ab'],
    ['libs/[z-a]', 'libs/q'],
    ['libs/*b', 'libs/abc'],
    ['**/a/b', 'a/b/c'],
    ['', 'a'],
  ])('%s does not cover %s', (pattern, folder) => {
    expect(coversMember([pattern], folder)).toBe(false);
  });

  it('takes no longer with more stars', () => {
    const started = performance.now();
    expect(coversMember([`${'*a'.repeat(40)}b`], 'a'.repeat(250))).toBe(false);
    expect(coversMember([`${'**/a/'.repeat(40)}x`], 'a/'.repeat(400))).toBe(false);
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it('needs one matching pattern, and covers nothing without patterns', () => {
    expect(coversMember(['a', 'b/*'], 'b/c')).toBe(true);
    expect(coversMember([], 'a')).toBe(false);
  });
});

import { describe, expect, it } from '@jest/globals';
import { lowestAllowed, meetsRustVersion, parseRelease } from './cargo-version.ts';

describe('parseRelease', () => {
  it.each([
    ['1.95.0', [1, 95, 0]],
    ['1.85', [1, 85, 0]],
    ['1', [1, 0, 0]],
    ['1.97.0-nightly', [1, 97, 0]],
    ['1.0.0-rc.1+build.5', [1, 0, 0]],
  ])('reads %j', (text, release) => {
    expect(parseRelease(text)).toEqual(release);
  });

  it.each(['', 'x', '1.x', '1.2.3.4', 'v1'])('rejects %j', (text) => {
    expect(parseRelease(text)).toBeUndefined();
  });
});

describe('meetsRustVersion', () => {
  it.each([
    ['1.95.0', '1.85', true],
    ['1.85.0', '1.85', true],
    ['1.85.0', '1.85.1', false],
    ['1.9.0', '1.85', false],
    ['1.97.0-nightly', '1.97', true],
    ['2.0.0', '1.97', true],
    ['1.95.0', 'workspace', true],
  ])('rustc %s for rust-version %s: %s', (rustc, rustVersion, expected) => {
    expect(meetsRustVersion(rustc, rustVersion)).toBe(expected);
  });
});

describe('lowestAllowed', () => {
  it.each([
    ['0.30', [0, 30, 0]],
    ['^0.30.1', [0, 30, 1]],
    ['~0.30.1', [0, 30, 1]],
    ['=0.30.0', [0, 30, 0]],
    ['= 0.30', [0, 30, 0]],
    ['>=0.26, <0.31', [0, 26, 0]],
    ['<0.31, >= 0.26.2', [0, 26, 2]],
    ['>0.26', [0, 27, 0]],
    ['>0.26.1', [0, 26, 2]],
    ['>1', [2, 0, 0]],
    ['<=2', [0, 0, 0]],
    ['*', [0, 0, 0]],
    ['0.*', [0, 0, 0]],
    ['0.30.*', [0, 30, 0]],
    ['0.30.0-beta.1', [0, 30, 0]],
  ])('%j allows %j and later', (requirement, release) => {
    expect(lowestAllowed(requirement)).toEqual(release);
  });

  it.each(['', 'x.y', '>=', '1,,2', '==1', '1 2'])('is undefined for %j', (requirement) => {
    expect(lowestAllowed(requirement)).toBeUndefined();
  });
});

import { describe, expect, it } from '@jest/globals';
import { locateNearest } from './locate.ts';

const text = [
  '[package]',
  'name = "x"',
  '',
  '[dependencies]',
  'a = { path = "../a" }',
  'b.workspace = true',
  '',
  '[[bin]]',
  'name = "one"',
  '[[bin]]',
  'name = "two"',
  '',
].join('\n');

describe('locateNearest', () => {
  it.each([
    ['a value', ['package', 'name'], 2, 8],
    ['a section', ['dependencies'], 4, 1],
    ['a value in an inline table', ['dependencies', 'a', 'path'], 5, 14],
    ['a value behind a dotted key', ['dependencies', 'b', 'workspace'], 6, 15],
    ['a value in an array of tables', ['bin', 1, 'name'], 11, 8],
    ['the section, where the key is missing', ['package', 'version'], 1, 1],
  ])('finds %s', (_, path, line, column) => {
    expect(locateNearest(text, path)).toMatchObject({ line, column });
  });

  it('returns the span in the text, without the byte order mark', () => {
    expect(locateNearest('\uFEFFa = "b"', ['a'])).toEqual({ start: 4, end: 7, line: 1, column: 5 });
  });

  it('finds the line of a string that is too long for the parser', () => {
    const long = `[project]\nname = "x"\n"dependencies" = ["${' '.repeat(200_000)}"]\n`;
    expect(locateNearest(long, ['project', 'dependencies', 0])).toMatchObject({ line: 3 });
    expect(locateNearest(long, ['project', 'version'])).toMatchObject({ line: 1 });
    expect(locateNearest(long, ['tool', 'x'])).toBeUndefined();
  });

  it('finds nothing for what is not there, or in what is no TOML', () => {
    expect(locateNearest(text, ['lib', 'name'])).toBeUndefined();
    expect(locateNearest('a = ', ['a'])).toBeUndefined();
  });
});

import { describe, expect, it } from '@jest/globals';
import { parseTomlDocument } from './parse.ts';

function errorOf(text: string): unknown {
  try {
    parseTomlDocument(text, 'libs/x/Cargo.toml');
  } catch (error) {
    return error;
  }
  return undefined;
}

const at = (line: number, column: number) =>
  expect.objectContaining({
    code: 'toml-syntax',
    location: { file: 'libs/x/Cargo.toml', line, column },
  });

describe('parseTomlDocument', () => {
  it('reads an empty file, a byte order mark and CRLF', () => {
    expect(parseTomlDocument('', 'x')).toEqual({});
    expect(parseTomlDocument('\uFEFFa = 1\r\nb = "x"\r\n', 'x')).toEqual({ a: 1, b: 'x' });
  });

  it('reads comments before CRLF, which @iarna/toml rejects', () => {
    expect(parseTomlDocument('# x\r\na = 1 # y\r\n', 'x')).toEqual({ a: 1 });
  });

  it('reads arrays of mixed types, as maturin\'s "include" has them', () => {
    const text = 'include = [{ path = "a", format = "sdist" }, "b"]';
    expect(parseTomlDocument(text, 'x')).toEqual({
      include: [{ path: 'a', format: 'sdist' }, 'b'],
    });
  });

  it('reads TOML 1.1, as cargo and uv do', () => {
    expect(parseTomlDocument('a = {\n  b = 1,\n}\nc = "\\e"', 'x')).toEqual({
      a: { b: 1 },
      c: '\u001B',
    });
  });

  it('reads a local time that another line follows, which @iarna/toml cannot read', () => {
    expect(parseTomlDocument('a = 07:32:00\nb = 1', 'x')).toMatchObject({ b: 1 });
  });

  it.each([
    ['a key that is given twice', 'a = 1\na = 2\n', 2, 1],
    ['a section that is given twice', '[a]\nb = 1\n[a]\n', 3, 2],
    ['two pairs on one line', 'x = 1 y = 2', 1, 7],
    ['a doubled sign, after CRLF', 'a = 1\r\nb == 2\r\n', 2, 4],
    ['the same after a byte order mark', '\uFEFFa = 1\r\nb == 2\r\n', 2, 4],
    ['a text without its closing quote', '[package]\nname = "x\n', 2, 10],
    ['a line without a key', 'a = 1\n= 2\n', 2, 1],
    ['a missing value', '[package]\nname =\nversion = "1"\n', 2, 7],
    ['an array without its closing bracket, at the end of the file', 'a = [1,\n\n', 1, 8],
    ['a header without its closing bracket', '[package\nname = "x"\n', 1, 9],
  ])('reports the position of %s', (_, text, line, column) => {
    expect(errorOf(text)).toEqual(at(line, column));
  });

  it('explains the error in one sentence, and that the other projects keep working', () => {
    expect(errorOf('a = 1\na = 2\n')).toMatchObject({
      message: 'This is not valid TOML: Defining a key multiple times is invalid.',
      hint: 'Fix the file. All other projects keep working.',
    });
  });

  it.each([
    ['a missing value', 'x = \n', 2, 4],
    ['a key that is given twice', 'x = 1\nx = 2\n', 3, 5],
    ['an inherited key', '[toString]\n', 2, 2],
  ])(
    'reports the position in more than 512 KiB, where one parser decides: %s',
    (_, end, ...place) => {
      expect(errorOf(`# ${'a'.repeat(600_000)}\n${end}`)).toEqual(at(...place));
    },
  );

  it('reads the words in strings, names and headers of more than 512 KiB', () => {
    const text = '[a]\nname = "constructor"\nurl = "https://x/toString-1.0.zip"\n';
    expect(parseTomlDocument(`# ${'a'.repeat(600_000)}\n${text}`, 'x')).toEqual({
      a: { name: 'constructor', url: 'https://x/toString-1.0.zip' },
    });
  });

  it('names the line of a value for which the parser has no room', () => {
    expect(errorOf(`a = "\\e"\nb = "${'9'.repeat(400_000)}"\n`)).toMatchObject({
      code: 'toml-syntax',
      message: 'This cannot be read: a value is too long.',
      location: { line: 2 },
    });
  });
});

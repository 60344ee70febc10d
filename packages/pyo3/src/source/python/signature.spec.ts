import { describe, expect, it } from '@jest/globals';
import { readSignature } from './signature.ts';

const brief = (args: string) =>
  readSignature(args).parameters.map((one) => [one.kind, one.name, one.type.text, one.default]);

describe('a signature', () => {
  it('can have every kind of argument that Python has', () => {
    expect(
      brief('a: int, /, b: int = -10, *items: float, key: str | None = None, **options: str'),
    ).toEqual([
      ['positional-only', 'a', 'int', undefined],
      ['any', 'b', 'int', '-10'],
      ['variadic', 'items', 'float', undefined],
      ['keyword-only', 'key', 'str | None', 'None'],
      ['keywords', 'options', 'str', undefined],
    ]);
    expect(brief('a: str = "x, y", *, b: bool')).toEqual([
      ['any', 'a', 'str', '"x, y"'],
      ['keyword-only', 'b', 'bool', undefined],
    ]);
    expect(brief('')).toEqual([]);
  });

  it('can have nested types', () => {
    const { returns } = readSignature('', 'dict[str, list[int | None]] | None');
    expect(returns?.name).toBe('|');
    const [dict, none] = returns?.of ?? [];
    expect(none?.name).toBe('None');
    expect(dict?.name).toBe('dict');
    expect(dict?.of[1]?.of[0]?.of.map(({ name }) => name)).toEqual(['int', 'None']);
  });

  it.each([
    ['x', 'The argument "x" has no type'],
    ['x: int, x: int', 'occurs twice'],
    ['x: int)\ndef g(', 'is not a signature'],
    ['x: int # y', 'is not a signature'],
    ['x: int = ', 'is not a signature'],
    ['x: int) -> (int', 'is no'],
    ['x: int = 1, y: int', 'must have a default'],
    ['**k: int, x: int', 'cannot follow'],
    ['x: int, *', 'must follow "*"'],
  ])('must not be %j', (args, message) => {
    expect(() => readSignature(args)).toThrow(message);
  });
});

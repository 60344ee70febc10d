import { describe, expect, it } from '@jest/globals';
import { parseTomlDocument } from '../../toml/parse.ts';
import { canonicalJson } from './canonical-json.ts';

const canonical = (text: string) => canonicalJson(parseTomlDocument(text, 'x.toml'));

describe('canonical JSON', () => {
  it.each([
    ['b = 1\na = 2', 'a = 2\nb = 1'],
    ['x = { b = 1, a = [{ d = 1, c = 2 }] }', '[x]\na = [{ c = 2, d = 1 }]\nb = 1'],
    ['10 = 1\n9 = 2', '9 = 2\n10 = 1'],
  ])('is the same for %j and %j', (one, other) => {
    expect(canonical(one)).toBe(canonical(other));
  });

  it.each([
    ['a = 1', 'a = "1"'],
    ['a = 1', 'a = 2'],
    ['a = 1', 'a = true'],
    ['a = [1, 2]', 'a = [2, 1]'],
    ['a = "x"', 'b = "x"'],
    ['a = 1979-05-27', 'a = 1979-05-28'],
    ['a = 07:32:00', 'a = 07:32:01'],
    ['a = {}', 'a = []'],
    ['a = 9007199254740993', 'a = 9007199254740992'],
  ])('tells %j from %j', (one, other) => {
    expect(canonical(one)).not.toBe(canonical(other));
  });

  it('is JSON, without what is absent', () => {
    const data = { b: [undefined, null, 'é"'], a: undefined, c: { d: 1.5, '"': '' } };
    expect(JSON.parse(canonicalJson(data))).toEqual({
      b: [null, null, 'é"'],
      c: { d: 1.5, '"': '' },
    });
  });
});

describe('canonical JSON of hostile data', () => {
  it('is written however deep the data nests', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 100_000; level += 1) deep = level % 2 === 0 ? [deep] : { a: deep };
    expect(canonicalJson(deep)).toHaveLength(50_000 * 2 + 50_000 * 6 + 1);
  });

  it('takes a key of the name `toJSON` for a key', () => {
    expect(canonical('toJSON = 9007199254740993\nb = 1')).toBe(
      '{"b":1,"toJSON":"9007199254740993"}',
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import { pack, packer, unpack, type Packed } from './packed.ts';

describe('packed data', () => {
  it.each<readonly [string, unknown]>([
    ['a scalar', 'text'],
    ['nothing', null],
    ['empty tables and lists', { a: {}, b: [], c: [[], {}] }],
    ['numbers beside texts of the same look', [1, '1', true, 'true', null, 'null', [1], ['1']]],
    ['lists beside tables of the same values', [['a'], { a: 'a' }, { b: 'a' }]],
    ['names with commas', [{ 'a,b': 1, c: 1 }, { a: 1, 'b,c': 1 }, { 'a,b,c': 1 }]],
    [
      'fields in another order',
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
    ],
  ])('is the same when it is unpacked: %s', (_what, data) => {
    expect(JSON.stringify(unpack(pack(data)))).toBe(JSON.stringify(data));
  });

  it('leaves out what JSON leaves out', () => {
    expect(unpack(pack({ a: undefined, b: [undefined] }))).toEqual({ b: [null] });
  });

  it('is the same when it was JSON in between', () => {
    const data = {
      list: [
        { name: 'a', tags: ['x', 'y'] },
        { name: 'b', tags: ['x', 'y'] },
      ],
    };
    expect(unpack(JSON.parse(JSON.stringify(pack(data))) as ReturnType<typeof pack>)).toEqual(data);
  });

  it('says what is equal once', () => {
    const target = () => ({ inputs: ['a', 'b', { env: 'C' }] });
    const many = pack(Array.from({ length: 100 }, target));
    expect(many.parts).toHaveLength(pack([target()]).parts.length);
  });

  it('stays what it was when more is packed into its table', () => {
    const packs = packer();
    const edge = { source: 'a', target: 'b' };
    const first = packs.pack({ edges: [edge] });
    const second = packs.pack({ edges: [edge, { source: 'b', target: 'c' }] });
    expect(unpack(first)).toEqual({ edges: [edge] });
    expect(unpack(second)).toEqual({ edges: [edge, { source: 'b', target: 'c' }] });
    expect(unpack(JSON.parse(packs.json()) as Packed)).toEqual(unpack(second));
  });

  it('leaves behind what nobody needs once that is more than the rest', () => {
    const packs = packer();
    const rounds = Array.from({ length: 60 }, (_, round) =>
      Array.from({ length: 1000 }, (_item, at) => `${String(round)} ${String(at)}`),
    );
    for (const round of rounds) {
      const packed = packs.pack(round);
      expect(packed.parts.length).toBeLessThan(25_000);
      expect(unpack(JSON.parse(packs.json()) as Packed)).toEqual(round);
    }
  });

  it('shares nothing once it is unpacked', () => {
    const shared = { env: 'C' };
    const [one, other] = unpack(pack([shared, shared])) as { env: string }[];
    expect(one).toEqual(other);
    expect(one).not.toBe(other);
  });

  it('has a field called __proto__ as any other', () => {
    const data: unknown = JSON.parse('{ "__proto__": { "a": 1 } }');
    expect(JSON.stringify(unpack(pack(data)))).toBe('{"__proto__":{"a":1}}');
  });
});

import { describe, expect, it, jest } from '@jest/globals';
import { appendTable, ensureTable, insertKey, removeKey, setValue } from './edit.ts';
import { readDocument } from './document.ts';
import { stringField, tableField } from './fields.ts';
import { parseTomlDocument } from './parse.ts';

/** Names that every object inherits. */
const names = [...Object.getOwnPropertyNames(Object.prototype), 'prototype'];

/** Positions of a key, with what the text says; `2` is what stands under the key. */
const positions: Readonly<
  Record<string, (key: string, name: string) => readonly [text: string, data: unknown]>
> = {
  'a key': (key, name) => [`${key} = 2`, of(name, 2)],
  'a section': (key, name) => [`[${key}]\np = 2`, of(name, { p: 2 })],
  'a section in it': (key, name) => [`[${key}.${key}]\np = 2`, of(name, of(name, { p: 2 }))],
  'a section below another': (key, name) => [`[a.${key}]\np = 2`, { a: of(name, { p: 2 }) }],
  'a key of a section': (key, name) => [`[a]\n${key} = 2`, { a: of(name, 2) }],
  'the first part of a dotted key': (key, name) => [`${key}.p = 2`, of(name, { p: 2 })],
  'the last part of a dotted key': (key, name) => [`a.${key} = 2`, { a: of(name, 2) }],
  'all parts of a dotted key': (key, name) => [
    `${key}.${key}.${key} = 2`,
    of(name, of(name, of(name, 2))),
  ],
  'a key of an inline table': (key, name) => [`a = { ${key} = 2 }`, { a: of(name, 2) }],
  'a dotted key of an inline table': (key, name) => [
    `a = { ${key}.p = 2 }`,
    { a: of(name, { p: 2 }) },
  ],
  'an inline table': (key, name) => [`${key} = { p = 2 }`, of(name, { p: 2 })],
  'a key in an array': (key, name) => [`a = [{ ${key} = 2 }]`, { a: [of(name, 2)] }],
  'an array': (key, name) => [`${key} = [2]`, of(name, [2])],
  'an array of tables': (key, name) => [
    `[[${key}]]\np = 2\n[[${key}]]\n${key} = 3`,
    of(name, [{ p: 2 }, of(name, 3)]),
  ],
  'a section of an array of tables': (key, name) => [
    `[[a]]\n[a.${key}]\np = 2\n[[a]]\n[a.${key}]\np = 3`,
    { a: [of(name, { p: 2 }), of(name, { p: 3 })] },
  ],
  'an array of tables below it': (key, name) => [
    `[[${key}.${key}]]\np = 2`,
    of(name, of(name, [{ p: 2 }])),
  ],
};
/** Spellings of a key; the two parsers must treat escapes in the same way. */
const spellings: Readonly<Record<string, (name: string) => string>> = {
  bare: (name) => name,
  'in quotes': (name) => `"${name}"`,
  'in literal quotes': (name) => `'${name}'`,
  'with an escape': (name) => `"${escaped(name)}"`,
};
const heads = { '1.0': '', '1.1': 'e = "\\e"\n' };
const cases = Object.keys(positions).flatMap((position) =>
  Object.keys(spellings).flatMap((spelling) =>
    Object.keys(heads).map((version) => [position, spelling, version] as const),
  ),
);

function escaped(name: string): string {
  return `\\u${name.charCodeAt(0).toString(16).padStart(4, '0')}${name.slice(1)}`;
}

/** `{ [name]: value }`, also for the name `__proto__`. */
function of(name: string, value: unknown): object {
  return Object.fromEntries([[name, value]]);
}

/** Everything that a manifest could have changed for the whole process. */
function inherited(): readonly unknown[] {
  const functions = [Object, Function, Array, Object.prototype.toString, Object.prototype.valueOf];
  return [Object.prototype, Function.prototype, Array.prototype, ...functions].map((one) =>
    Object.keys(one),
  );
}
const clean = inherited().map(() => []);

describe('a key with a name that every object inherits', () => {
  it.each(cases)('is an ordinary one as %s, %s, TOML %s', (position, spelling, version) => {
    for (const name of names) {
      const head = version === '1.1' ? heads['1.1'] : '';
      const [body = '', data] =
        positions[position]?.(spellings[spelling]?.(name) ?? '', name) ?? [];
      const text = `${head}${body}\n`;
      const expected = JSON.stringify({ ...(head === '' ? {} : { e: '\u001B' }), ...Object(data) });
      expect(JSON.stringify(parseTomlDocument(text, 'x'))).toBe(expected);
      expect(JSON.stringify(readDocument(text).data)).toBe(expected);
      expect(inherited()).toEqual(clean);
    }
  });

  it('is never passed to @iarna/toml, which writes it into the prototype of every object', async () => {
    const seen: string[] = [];
    const refuse = (text: string) => {
      seen.push(text);
      throw new Error('asked');
    };
    await jest.isolateModulesAsync(async () => {
      jest.unstable_mockModule('@iarna/toml', () => ({ parse: refuse }));
      const { parseTomlDocument: parse } = await import('./parse.ts');
      for (const position of Object.values(positions)) {
        for (const name of names.filter((each) => each !== 'prototype')) {
          for (const spelling of Object.values(spellings))
            parse(position(spelling(name), name)[0], 'x');
        }
      }
      expect(seen).toEqual([]);
      parse('a = 1', 'x');
      expect(seen).toEqual(['a = 1']);
    });
    jest.unstable_unmockModule('@iarna/toml');
  });

  it('is absent if the text does not have it', () => {
    for (const version of Object.values(heads)) {
      const table = parseTomlDocument(`${version}[a]\nb = 1\n`, 'x');
      for (const name of names) {
        expect(table[name]).toBeUndefined();
        expect(tableField(table, name)).toBeUndefined();
        expect(stringField(tableField(table, 'a'), name)).toBeUndefined();
      }
    }
  });

  it.each(names)('is inserted, changed and removed like any other: %s', (name) => {
    const added = insertKey('[dependencies]\n', ['dependencies'], name, '1');
    expect(added).toBe(`[dependencies]\n${name} = "1"\n`);
    expect(setValue(added, ['dependencies', name], '2')).toBe(`[dependencies]\n${name} = "2"\n`);
    expect(removeKey(added, ['dependencies', name])).toBe('[dependencies]\n');
    expect(ensureTable('a = 1\n', [name])).toBe(`a = 1\n\n[${name}]\n`);
    expect(insertKey('a = 1\n', [name, name], name, true)).toBe(
      `a = 1\n\n[${name}.${name}]\n${name} = true\n`,
    );
    expect(appendTable('a = 1\n', [name], { b: 1 })).toBe(`a = 1\n\n[[${name}]]\nb = 1\n`);
    expect(inherited()).toEqual(clean);
  });
});

describe('the tests', () => {
  it('run with frozen prototypes, so that each write to one throws', () => {
    expect(() => Object.assign(Object.prototype, { polluted: 1 })).toThrow(TypeError);
    expect(() => Object.assign(Object, { polluted: 1 })).toThrow(TypeError);
    expect(() => Object.assign(Object.prototype, { toString: 1 })).toThrow(TypeError);
    expect(() => Object.assign(Object.prototype.toString, { polluted: 1 })).toThrow(TypeError);
  });
});

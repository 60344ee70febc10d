import { describe, expect, it } from '@jest/globals';
import { isPyo3Error } from '../diagnostics/pyo3-error.ts';
import { insertKey } from './edit.ts';
import { locateNearest } from './locate.ts';
import { parseTomlDocument } from './parse.ts';

/** Ways to nest `levels` deep; cargo 1.95 reads 80 of each and rejects 81. */
const nested: Readonly<Record<string, (levels: number) => string>> = {
  arrays: (levels) => `x = ${'['.repeat(levels)}${']'.repeat(levels)}`,
  'inline tables': (levels) => `x = ${'{ a = '.repeat(levels)}1${' }'.repeat(levels)}`,
  'arrays and inline tables in turn': (levels) =>
    `x = ${'[{ a = '.repeat(levels / 2)}${'['.repeat(levels % 2)}${']'.repeat(levels % 2)}${levels < 2 ? '' : levels % 2 === 0 ? '1' : ''}${' }]'.repeat(levels / 2)}`,
  'a dotted key': (levels) => `${Array<string>(levels).fill('a').join('.')} = 1`,
  'a dotted key of quoted parts': (levels) => `${Array<string>(levels).fill('"a"').join('.')} = 1`,
  'a header': (levels) => `[${Array<string>(levels).fill('a').join(' . ')}]`,
  'a header of an array of tables': (levels) => `[[${Array<string>(levels).fill('a').join('.')}]]`,
};
/** The second one makes `@iarna/toml` reject the text, so that toml-eslint-parser reads it. */
const versions = { '1.0': '', '1.1': 'e = "\\e"\n' };
const cases = Object.entries(versions).flatMap(([version, head]) =>
  Object.entries(nested).map(([what, text]) => [what, version, text, head] as const),
);

function errorOf(text: string): unknown {
  try {
    parseTomlDocument(text, 'a/Cargo.toml');
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('a TOML text that nests deeply', () => {
  it.each(cases)('is read down to cargo’s limit: %s, TOML %s', (_, __, text, head) => {
    expect(Object.keys(parseTomlDocument(`${head}${text(80)}\n`, 'x')).at(-1)).toMatch(/^[ax]$/);
  });

  it.each(cases)('is rejected below it, at its position: %s, TOML %s', (_, version, text, head) => {
    for (const levels of [81, 20_000]) {
      const error = errorOf(`${head}${text(levels)}\n`);
      expect(error).toMatchObject({
        code: 'toml-syntax',
        message: expect.stringContaining('80'),
        location: { file: 'a/Cargo.toml', line: version === '1.0' ? 1 : 2 },
      });
    }
  });

  it('is rejected at the first bracket beyond the limit', () => {
    // The column that cargo names: `--> Cargo.toml:6:83` for x=[[[[…
    expect(errorOf(`x=${'['.repeat(81)}${']'.repeat(81)}\n`)).toMatchObject({
      message:
        'This cannot be read: values are nested more than 80 levels deep, which cargo and uv reject as well.',
      location: { line: 1, column: 83 },
    });
  });

  it('is rejected at a number that is longer than any', () => {
    expect(errorOf(`a = 1\nx = ${'9'.repeat(4_000_000)}\n`)).toMatchObject({
      message: 'This cannot be read: a value or key without quotes has more than 4,096 characters.',
      location: { line: 2, column: 5 },
    });
    expect(errorOf(`# ${'9'.repeat(10_000)}\nx = "${'9'.repeat(10_000)}"\n`)).toBeUndefined();
  });

  it("is rejected if long keys in each level overflow even cargo's stack", () => {
    const key = Array<string>(80).fill('a').join('.');
    expect(errorOf(`x = ${`{ ${key} = `.repeat(80)}1${' }'.repeat(80)}`)).toMatchObject({
      code: 'toml-syntax',
    });
  });

  it('is not edited, and a place is looked for in it without an error', () => {
    for (const text of Object.values(nested)) {
      expect(() => insertKey(text(20_000), ['new'], 'b', 1)).toThrow(
        expect.objectContaining({ code: 'edit-failed' }),
      );
      expect(() => locateNearest(text(20_000), ['x'])).not.toThrow();
    }
  });

  it.each([
    ['one line after the other', 'a = [[1]]\n'.repeat(500)],
    ['headers', '[[a.b.c]]\nd.e = 1.5\n'.repeat(500)],
    ['a string', `a = "${'[.'.repeat(500)}"`],
    ['a string with escaped quotes', `a = "${'\\"['.repeat(500)}"`],
    ['a literal string', `a = '${'[.\\'.repeat(500)}'`],
    ['a long string', `a = """\n${'["".\n'.repeat(500)}\\""""""`],
    ['a long literal string', `a = '''\n${"[''.\n".repeat(500)}'''''`],
    ['a string of backslashes', `a = "${'\\\\'.repeat(500)}"\nb = "${'['.repeat(500)}"`],
    ['a comment', `# ${'[.'.repeat(500)}\n`],
    ['numbers', `a = [${'1.5, '.repeat(500)}]`],
    ['a comment in an array', `a = [\n${`# ${'[.'.repeat(500)}\n`}]`],
  ])('does not include one without nesting: %s', (_, text) => {
    const lines = text.startsWith('a = [[1]]')
      ? text.replaceAll(/^a/gm, () => `a${String((count += 1))}`)
      : text;
    const error = errorOf(lines);
    expect(isPyo3Error(error) ? error.message : '').not.toContain('80');
  });
});

let count = 0;

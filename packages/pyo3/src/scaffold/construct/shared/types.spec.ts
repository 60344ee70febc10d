import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readSignature } from '../../../source/python/signature.ts';
import { rustType } from './types.ts';
import type { TypeContext } from './rust-type.ts';

const context: TypeContext = {
  minor: 30,
  abi3: false,
  classOf: (name) => (name === 'Class' ? { path: 'Class', sample: 'Class()' } : undefined),
};
const read = (text: string, own: Partial<TypeContext> = {}) => {
  const { returns } = readSignature('', text);
  if (returns === undefined) throw new Error(text);
  return rustType(returns, { ...context, ...own });
};

/**
 * The rows of the table that name a type: the Python type, and its Rust types as an argument and as
 * a result.
 */
function documented(): readonly (readonly [string, string, string])[] {
  const file = join(import.meta.dirname, '../../../../../../docs/constructs.md');
  const rows = readFileSync(file, 'utf8').matchAll(/^\| (.+?) +\| (.+?) +\| (.*?) *\|$/gm);
  const plain = (cell: string | undefined) => (cell ?? '').replaceAll('`', '').replaceAll('\\', '');
  return [...rows]
    .map(([, python, argument, result]) => [plain(python), plain(argument), plain(result)] as const)
    .filter(([python]) => /^(a class|[a-zA-Z])/.test(python) && !/^in Python/.test(python))
    .map(([python, argument, result]) => [python, argument, result || argument] as const);
}

/** The type as the table writes it: without modules, and with letters for nested types. */
function asWritten(rust: string, python: string): string {
  const short = rust.replaceAll(/\b(?:\w+::)+(?=[A-Z])/g, '');
  const inside = python.includes('[T') || python.startsWith('T') ? [['i64', 'T']] : [];
  const pairs = /\[([A-Z]), ([A-Z])\]/.exec(python);
  const letters = pairs
    ? [
        ['i64', pairs[1]],
        ['bool', pairs[2]],
      ]
    : inside;
  return letters.reduce((text, [from = '', to = '']) => text.replaceAll(from, to), short);
}

describe('the table of types', () => {
  it.each(documented())('has %s', (python, argument, result) => {
    const type = python
      .replace(/^a class.*/, 'Class')
      .replace(/\b[TKA]\b/, 'int')
      .replace(/\b[VB]\b/, 'bool');
    const found = read(type);
    expect(asWritten(found.rust, python)).toBe(result);
    expect(asWritten(found.argument?.rust ?? found.rust, python)).toBe(argument);
  });

  it('is not empty', () => {
    expect(documented().length).toBeGreaterThan(15);
  });

  it('accepts names with their module', () => {
    expect(read('datetime.datetime').rust).toContain('PyDateTime');
    expect(read('Optional[pathlib.Path]').rust).toBe('Option<std::path::PathBuf>');
    expect(read('typing.Any').rust).toContain('PyAny');
    expect(read('npt.NDArray[numpy.int32]').rust).toContain('PyArray1<i32>');
  });

  it.each([
    ['complex', {}, 'is not supported'],
    ['list', {}, 'is not supported'],
    ['int | str', {}, 'is not supported'],
    ['dict[float, int]', {}, 'cannot be a dictionary key'],
    ['set[date]', {}, 'cannot be a dictionary key'],
    ['list[tuple[int, ...]]', {}, 'cannot be part of another'],
    ['Path', { minor: 23 }, 'to a Python str'],
    ['date', { minor: 24, abi3: true }, 'with the stable ABI'],
  ])('rejects %s with %j', (type, own, message) => {
    expect(() => read(type, own)).toThrow(message);
  });
});

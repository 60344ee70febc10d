import { describe, expect, it } from '@jest/globals';
import {
  appendTable,
  appendToArray,
  ensureTable,
  insertKey,
  removeFromArray,
  removeKey,
  setValue,
} from './edit.ts';

const lines = (...text: readonly string[]) => `${text.join('\n')}\n`;

describe('insertKey', () => {
  it('writes a dependency after the last one, before the comment of the next section', () => {
    const text = lines(
      '[dependencies]',
      'a = "1" # why',
      '',
      '# --- tests ---',
      '[dev-dependencies]',
    );
    expect(insertKey(text, ['dependencies'], 'b', '2')).toBe(
      lines(
        '[dependencies]',
        'a = "1" # why',
        'b = "2"',
        '',
        '# --- tests ---',
        '[dev-dependencies]',
      ),
    );
  });

  it('keeps a sorted table sorted when asked to, and an unsorted one as it is', () => {
    const sorted = lines('[dependencies]', 'a = "1"', '# about c', 'c = "1"');
    expect(insertKey(sorted, ['dependencies'], 'b', '2', { sorted: true })).toBe(
      lines('[dependencies]', 'a = "1"', 'b = "2"', '# about c', 'c = "1"'),
    );
    expect(insertKey(sorted, ['dependencies'], '0', '2', { sorted: true })).toBe(
      lines('[dependencies]', '0 = "2"', 'a = "1"', '# about c', 'c = "1"'),
    );
    const unsorted = lines('[dependencies]', 'c = "1"', 'a = "1"');
    expect(insertKey(unsorted, ['dependencies'], 'b', '2', { sorted: true })).toBe(
      lines('[dependencies]', 'c = "1"', 'a = "1"', 'b = "2"'),
    );
  });

  it('writes the missing section before the sub-tables that imply it', () => {
    const text = lines(
      '[package]',
      'name = "x"',
      '',
      '# bindings',
      '[dependencies.pyo3]',
      'version = "0.30"',
    );
    expect(insertKey(text, ['dependencies'], 'serde', '1')).toBe(
      lines(
        '[package]',
        'name = "x"',
        '',
        '[dependencies]',
        'serde = "1"',
        '',
        '# bindings',
        '[dependencies.pyo3]',
        'version = "0.30"',
      ),
    );
  });

  it('creates a missing section after its nearest relative, else at the end', () => {
    const text = lines(
      '[project]',
      'name = "x"',
      '# dynamic = []',
      '',
      '# lint',
      '[tool.ruff]',
      'fix = true',
    );
    expect(insertKey(text, ['project', 'scripts'], 'x', 'x:main')).toBe(
      lines(
        '[project]',
        'name = "x"',
        '# dynamic = []',
        '',
        '[project.scripts]',
        'x = "x:main"',
        '',
        '# lint',
        '[tool.ruff]',
        'fix = true',
      ),
    );
    expect(insertKey(text, ['dependency-groups'], 'dev', ['pytest'])).toBe(
      `${text}\n[dependency-groups]\ndev = ["pytest"]\n`,
    );
  });

  it('starts an empty file, and a file of comments', () => {
    expect(insertKey('', ['workspace'], 'resolver', '3')).toBe('[workspace]\nresolver = "3"\n');
    expect(insertKey('# mine\n', ['a'], 'b', 1)).toBe('# mine\n\n[a]\nb = 1\n');
  });

  it('writes into an empty section below its header', () => {
    expect(insertKey('[a] # here\n\n[b]\n', ['a'], 'x', true)).toBe(
      '[a] # here\nx = true\n\n[b]\n',
    );
  });

  it('writes into an inline table, on one line or on several', () => {
    expect(insertKey('a = { b = 1 }\n', ['a'], 'c', 2)).toBe('a = { b = 1, c = 2 }\n');
    expect(insertKey('a = {}\n', ['a'], 'c', 2)).toBe('a = { c = 2 }\n');
    expect(insertKey('a = {\n  b = 1,\n}\n', ['a'], 'c', 2)).toBe('a = {\n  b = 1,\n  c = 2,\n}\n');
    expect(insertKey('[t]\na = { b = 1 }\n', ['t', 'a', 'd'], 'c', 2)).toBe(
      '[t]\na = { b = 1, d.c = 2 }\n',
    );
  });

  it('continues with dotted keys if the table is made of them', () => {
    expect(
      insertKey(
        '[dependencies]\nserde.workspace = true\nx = "1"\n',
        ['dependencies', 'serde'],
        'optional',
        true,
      ),
    ).toBe('[dependencies]\nserde.workspace = true\nserde.optional = true\nx = "1"\n');
  });

  it('writes dotted and quoted keys', () => {
    expect(insertKey('[d]\n', ['d'], ['serde', 'workspace'], true)).toBe(
      '[d]\nserde.workspace = true\n',
    );
    expect(insertKey('[d]\n', ['d', 'a b'], 'c.d', 'x')).toBe('[d]\n\n[d."a b"]\n"c.d" = "x"\n');
  });

  it('writes a key of the document itself before the first section and its comment', () => {
    expect(insertKey('# about a\n[a]\n', [], 'x', 1)).toBe('x = 1\n\n# about a\n[a]\n');
    expect(insertKey('w = 0\n\n[a]\n', [], 'x', 1)).toBe('w = 0\nx = 1\n\n[a]\n');
  });

  it('copies the spaces around "=" and the indentation of the neighbour', () => {
    expect(insertKey('[a]\n  b="1"\n', ['a'], 'c', '2')).toBe('[a]\n  b="1"\n  c="2"\n');
    expect(insertKey('[a]\nb   = "1"\n', ['a'], 'c', '2')).toBe('[a]\nb   = "1"\nc = "2"\n');
  });

  it('keeps CRLF, a byte order mark, and a missing line break at the end', () => {
    expect(insertKey('\uFEFF[a]\r\nb = 1\r\n', ['a'], 'c', 2)).toBe(
      '\uFEFF[a]\r\nb = 1\r\nc = 2\r\n',
    );
    expect(insertKey('[a]\nb = 1', ['a'], 'c', 2)).toBe('[a]\nb = 1\nc = 2');
  });

  it('does nothing if the key has the value, and rejects another value', () => {
    expect(insertKey('[a]\nb = 1\n', ['a'], 'b', 1)).toBe('[a]\nb = 1\n');
    expect(() => insertKey('[a]\nb = 1\n', ['a'], 'b', 2)).toThrow(
      expect.objectContaining({
        code: 'edit-failed',
        message: 'The file was left unchanged: "a.b" already exists with another value.',
        hint: 'Make the change by hand, then run the command again.',
      }),
    );
  });

  it('rejects a text that is not valid TOML, and a path that is not a table', () => {
    expect(() => insertKey('[a\n', ['a'], 'b', 2)).toThrow('it is not valid TOML');
    expect(() => insertKey('a = 1\n', ['a'], 'b', 2)).toThrow('"a" is not a table');
  });
});

describe('setValue', () => {
  it('replaces a value in place and keeps the comment after it', () => {
    expect(setValue('[p]\nversion = "1" # now\n', ['p', 'version'], '2')).toBe(
      '[p]\nversion = "2" # now\n',
    );
  });

  it('keeps the quotes of the old value if possible', () => {
    expect(setValue("a = 'x'\n", ['a'], 'y')).toBe("a = 'y'\n");
    expect(setValue("a = 'x'\n", ['a'], "it's")).toBe('a = "it\'s"\n');
  });

  it('reaches into inline tables, arrays and arrays of tables', () => {
    expect(setValue('a = [{ b = 1 }]\n', ['a', 0, 'b'], 2)).toBe('a = [{ b = 2 }]\n');
    expect(setValue('[[a]]\nb = 1\n[[a]]\nb = 1\n', ['a', 1, 'b'], 2)).toBe(
      '[[a]]\nb = 1\n[[a]]\nb = 2\n',
    );
  });

  it('inserts a missing key, and rejects a section', () => {
    expect(setValue('[a]\n', ['a', 'b'], 1)).toBe('[a]\nb = 1\n');
    expect(() => setValue('[a]\n', ['a'], 1)).toThrow('"a" is a section');
  });
});

describe('appendToArray', () => {
  const append = (array: string, value: string) =>
    appendToArray(`a = ${array}\n`, ['a'], value).slice('a = '.length, -1);

  it.each([
    ['[]', '["x"]'],
    ['[ ]', '["x"]'],
    ['["b"]', '["b", "x"]'],
    ['["b",]', '["b", "x",]'],
    ['[ "b" ]', '[ "b", "x" ]'],
    ["['b']", "['b', 'x']"],
    ['[\n]', '[\n    "x",\n]'],
    ['[\n  "b",\n]', '[\n  "b",\n  "x",\n]'],
    ['[\n  "b"\n]', '[\n  "b",\n  "x"\n]'],
    ['[\n  "b" # why\n]', '[\n  "b", # why\n  "x"\n]'],
    ['[\n  "b", # why\n  # "c",\n]', '[\n  "b", # why\n  "x",\n  # "c",\n]'],
    ['[\n  "b",\n  "c"]', '[\n  "b",\n  "c",\n  "x"]'],
    ['[\n  "b",\n  "c",]', '[\n  "b",\n  "c",\n  "x",]'],
    ['["b",\n "c"]', '["b",\n "c", "x"]'],
    ['[\n  # none yet\n]', '[\n  # none yet\n    "x",\n]'],
  ])('keeps the layout of %j', (before, after) => {
    expect(append(before, 'x')).toBe(after);
  });

  it('inserts the element in order if the others are sorted', () => {
    expect(append('["a", "c"]', 'b')).toBe('["a", "b", "c"]');
    expect(append('["b", "c"]', 'a')).toBe('["a", "b", "c"]');
    expect(append('["c", "a"]', 'b')).toBe('["c", "a", "b"]');
    expect(append('[\n  "a", # first\n  # about c\n  "c",\n]', 'b')).toBe(
      '[\n  "a", # first\n  "b",\n  # about c\n  "c",\n]',
    );
    expect(append('[ # all\n  "b",\n  "c",\n]', 'a')).toBe('[ # all\n  "a",\n  "b",\n  "c",\n]');
  });

  it('creates a missing array, in a missing section if necessary', () => {
    expect(appendToArray('[w]\n', ['w', 'm'], 'x')).toBe('[w]\nm = ["x"]\n');
    expect(appendToArray('', ['w', 'm'], 'x')).toBe('[w]\nm = ["x"]\n');
  });

  it('does nothing if the array contains the element, and rejects anything but an array', () => {
    expect(append('["x"]', 'x')).toBe('["x"]');
    expect(() => append('1', 'x')).toThrow('"a" is not an array');
    expect(() => appendToArray('[[a]]\n', ['a'], 'x')).toThrow('"a" is an array of [[sections]]');
  });

  it('writes requirements with markers without escapes', () => {
    expect(append('["b"]', 'c; python_version < "3.11"')).toBe(
      `["b", 'c; python_version < "3.11"']`,
    );
  });
});

describe('removeFromArray', () => {
  it.each([
    ['["x"]', '[]'],
    ['["x",]', '[]'],
    ['["x", "b"]', '["b"]'],
    ['["b", "x"]', '["b"]'],
    ['["b", "x", "c"]', '["b", "c"]'],
    ['["b", "x",]', '["b",]'],
    ['[\n  "x", # gone\n  "b",\n]', '[\n  "b",\n]'],
    ['[\n  "b", # kept\n  "x"\n]', '[\n  "b" # kept\n]'],
    ['[\n  "x"\n]', '[\n]'],
    ['["x", "b", "x"]', '["b"]'],
    ['["b"]', '["b"]'],
  ])('removes "x" from %j', (before, after) => {
    const text = removeFromArray(`a = ${before}\n`, ['a'], (element) => element === 'x');
    expect(text).toBe(`a = ${after}\n`);
  });
});

describe('removeKey', () => {
  it('removes the whole line, and does nothing if there is none', () => {
    expect(removeKey('[a]\nb = 1 # x\nc = 2\n', ['a', 'b'])).toBe('[a]\nc = 2\n');
    expect(removeKey('[a]\nc = 2\n', ['a', 'b'])).toBe('[a]\nc = 2\n');
  });

  it('removes a multi-line value, a pair of an inline table, and all dotted keys', () => {
    expect(removeKey('a = [\n 1,\n]\nb = 2\n', ['a'])).toBe('b = 2\n');
    expect(removeKey('a = { b = 1, c = 2 }\n', ['a', 'b'])).toBe('a = { c = 2 }\n');
    expect(removeKey('a.b = 1\nc = 2\na.d = 3\n', ['a'])).toBe('c = 2\n');
    expect(removeKey('a.b.c = 1\nd = 2\n', ['a', 'b', 'c'])).toBe('d = 2\n');
  });

  it('rejects a section', () => {
    expect(() => removeKey('[a]\nb = 1\n', ['a'])).toThrow('"a" is a section');
  });
});

describe('ensureTable', () => {
  it('does not change a table, however it is written', () => {
    for (const text of ['[a]\n', 'a = {}\n', 'a.b = 1\n', '[a.b]\n']) {
      expect(ensureTable(text, ['a'])).toBe(text);
    }
  });

  it('adds a section, or an inline table inside of one', () => {
    expect(ensureTable('[tool.uv]\n', ['tool', 'ruff'])).toBe('[tool.uv]\n\n[tool.ruff]\n');
    expect(ensureTable('tool = { x = 1 }\n', ['tool', 'ruff'])).toBe(
      'tool = { x = 1, ruff = {} }\n',
    );
  });

  it('rejects a value', () => {
    expect(() => ensureTable('a = 1\n', ['a'])).toThrow('"a" is not a table');
  });
});

describe('appendTable', () => {
  it('adds a section after the last of the array, or at the end', () => {
    const text = lines('[[bin]]', 'name = "a"', '', '[lib]');
    expect(appendTable(text, ['bin'], { name: 'b' })).toBe(
      lines('[[bin]]', 'name = "a"', '', '[[bin]]', 'name = "b"', '', '[lib]'),
    );
    expect(appendTable('[lib]\n', ['bin'], { name: 'b' })).toBe('[lib]\n\n[[bin]]\nname = "b"\n');
  });

  it('adds an inline table if the array has brackets, and nothing twice', () => {
    const added = appendTable('keys = [{ file = "a" }]\n', ['keys'], { file: 'b' });
    expect(added).toBe('keys = [{ file = "a" }, { file = "b" }]\n');
    expect(appendTable(added, ['keys'], { file: 'b' })).toBe(added);
  });
});

import { parse } from '@iarna/toml';
import { describe, expect, it } from '@jest/globals';
import { appendTable, appendToArray, ensureTable, insertKey, removeKey, setValue } from './edit.ts';
import { manifests } from '../testing/manifest-texts.ts';

interface Edit {
  readonly apply: (text: string) => string;
  /** The same change on parsed data. */
  readonly intend: (data: Table) => void;
  /** Lines of the original that may differ: the one line of an array that is on one line. */
  readonly touched: number;
}

type Table = Record<string, unknown>;

const edits: Readonly<Record<string, Edit>> = {
  'append a workspace member': {
    apply: (text) => appendToArray(text, ['workspace', 'members'], 'libs/new'),
    intend: (data) => addTo(data, ['workspace'], 'members', 'libs/new'),
    touched: 1,
  },
  'append a requirement with a marker': {
    apply: (text) => appendToArray(text, ['project', 'dependencies'], 'zz; os_name == "nt"'),
    intend: (data) => addTo(data, ['project'], 'dependencies', 'zz; os_name == "nt"'),
    touched: 1,
  },
  'append to a dependency group': {
    apply: (text) => appendToArray(text, ['dependency-groups', 'dev'], 'mypy'),
    intend: (data) => addTo(data, ['dependency-groups'], 'dev', 'mypy'),
    touched: 1,
  },
  'add a dependency': {
    apply: (text) => insertKey(text, ['dependencies'], 'new', { path: '../new' }, { sorted: true }),
    intend: (data) => void (tableIn(data, ['dependencies'])['new'] = { path: '../new' }),
    touched: 0,
  },
  'add an inherited dependency': {
    apply: (text) => insertKey(text, ['dependencies'], ['new', 'workspace'], true),
    intend: (data) => void (tableIn(data, ['dependencies', 'new'])['workspace'] = true),
    touched: 0,
  },
  'add a workspace dependency': {
    apply: (text) => insertKey(text, ['workspace', 'dependencies'], 'new', '1', { sorted: true }),
    intend: (data) => void (tableIn(data, ['workspace', 'dependencies'])['new'] = '1'),
    touched: 1,
  },
  'add a uv source': {
    apply: (text) => insertKey(text, ['tool', 'uv', 'sources'], 'new', { workspace: true }),
    intend: (data) => void (tableIn(data, ['tool', 'uv', 'sources'])['new'] = { workspace: true }),
    touched: 0,
  },
  'set the version': {
    apply: (text) => setValue(text, ['package', 'edition'], '2027'),
    intend: (data) => void (tableIn(data, ['package'])['edition'] = '2027'),
    touched: 1,
  },
  'make a table': {
    apply: (text) => ensureTable(text, ['tool', 'zz']),
    intend: (data) => void tableIn(data, ['tool', 'zz']),
    touched: 0,
  },
  'add a program': {
    apply: (text) => appendTable(text, ['bin'], { name: 'zz' }),
    intend: (data) => addTo(data, [], 'bin', { name: 'zz' }),
    touched: 0,
  },
  'remove a key': {
    apply: (text) => removeKey(text, ['project', 'name']),
    intend: (data) => void (data['project'] && delete tableIn(data, ['project'])['name']),
    touched: 1,
  },
};

/** The version is inherited: replacing it would change its meaning, so the editor must reject it. */
const refused = new Set(['set the version, a crate that inherits']);

const spellings: readonly (readonly [string, (text: string) => string])[] = [
  ['LF', (text) => text],
  ['CRLF', (text) => text.replaceAll('\n', '\r\n')],
  ['byte order mark', (text) => `\uFEFF${text}`],
];

const cases = Object.keys(edits).flatMap((edit) =>
  Object.keys(manifests).flatMap((manifest) =>
    spellings.map(([spelling, spell]) => ({ edit, manifest, spelling, spell })),
  ),
);

describe('every edit of every manifest', () => {
  it.each(cases)('$edit, $manifest, $spelling', ({ edit, manifest, spell }) => {
    const { apply, intend, touched } = edits[edit] as Edit;
    const before = spell(manifests[manifest] ?? '');
    if (refused.has(`${edit}, ${manifest}`)) {
      expect(() => apply(before)).toThrow('cannot become a value');
      return;
    }
    const after = apply(before);

    const intended = dataOf(before);
    intend(intended);
    expect(dataOf(after)).toEqual(intended);
    expect(changedLines(before, after).length).toBeLessThanOrEqual(touched);
    expect(after.startsWith('\uFEFF')).toBe(before.startsWith('\uFEFF'));
    if (before.includes('\r\n')) expect(after).not.toMatch(/[^\r]\n/);
    expect(apply(after)).toBe(after);
  });
});

/** Read by the parser that the editor does not use. */
function dataOf(text: string): Table {
  const plain = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(plain);
    if (typeof value !== 'object' || value === null || value instanceof Date) return value;
    return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, plain(field)]));
  };
  return plain(parse(text.replace('\uFEFF', '').replaceAll('\r\n', '\n'))) as Table;
}

function tableIn(data: Table, path: readonly string[]): Table {
  return path.reduce((table, key) => (table[key] ??= {}) as Table, data);
}

/** Inserts in order if the elements are sorted strings, otherwise last. */
function addTo(data: Table, path: readonly string[], key: string, value: unknown): void {
  const table = tableIn(data, path);
  const list = (table[key] ??= []) as unknown[];
  const texts = list.filter((element) => typeof element === 'string');
  const inOrder = texts.length > 1 && texts.length === list.length;
  const isSorted = inOrder && texts.toSorted().every((text, index) => text === texts[index]);
  list.push(value);
  if (isSorted) list.sort();
}

/** Lines of `before` that `after` does not have, in order, at the same place. */
function changedLines(before: string, after: string): readonly string[] {
  const linesOf = (text: string) => text.replace('\uFEFF', '').split(/\r?\n/);
  const remaining = linesOf(after);
  const changed: string[] = [];
  let from = 0;
  for (const line of linesOf(before)) {
    const found = remaining.indexOf(line, from);
    if (found === -1) changed.push(line);
    else from = found + 1;
  }
  return changed;
}

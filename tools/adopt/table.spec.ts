import { describe, expect, it } from '@jest/globals';
import { readArguments } from './arguments.ts';
import { renderTable } from './table.ts';
import { compareWheels } from './wheels.ts';

const nothing = { own: undefined, ours: undefined };

describe('renderTable', () => {
  it('has the own result first, and a dash for what there is not', () => {
    const table = renderTable([
      {
        repository: 'fast',
        commit: 'abc',
        projects: 1,
        changed: ['.gitignore', 'nx.json'],
        locks: { own: '1 ok', ours: '1 ok' },
        pytest: { own: '3', ours: '3' },
        cargoTest: { own: undefined, ours: '0' },
        lint: nothing,
        types: nothing,
        wheels: '1 equal',
      },
    ]);

    expect(table.split('\n').at(-1)).toBe(
      '| fast abc | 1 | `.gitignore`, `nx.json` | 1 ok : 1 ok | 3 : 3 | – : 0 | – | – | 1 equal |',
    );
  });
});

describe('compareWheels', () => {
  it('names what differs', () => {
    expect(compareWheels({}, {})).toBe('–');
    expect(compareWheels({ 'a.whl': ['x'] }, { 'a.whl': ['x'] })).toBe('1 equal');
    expect(compareWheels({ 'a.whl': ['x', 'y'] }, { 'a.whl': ['x', 'z'] })).toBe(
      'a.whl lacks y; a.whl also has z',
    );
    expect(compareWheels({ 'a.whl': [] }, { 'b.whl': [] })).toBe(
      'only own: a.whl; only ours: b.whl',
    );
  });
});

describe('readArguments', () => {
  it('takes commands in place of the guesses', () => {
    const { checkout, commands } = readArguments([
      'repo',
      '--lint=ruff check src',
      '--pytest=none',
    ]);

    expect(checkout).toBe('repo');
    expect(commands).toEqual({
      lint: [{ folder: '.', argv: ['ruff', 'check', 'src'] }],
      pytest: [],
    });
  });

  it('compares everything, or what it is told to', () => {
    expect(readArguments(['repo']).only).toHaveLength(5);
    expect(readArguments(['repo', '--only=lint', '--only=types']).only).toEqual(['lint', 'types']);
  });

  it.each([[[]], [['one', 'two']], [['repo', '--tests=pytest']], [['repo', '--only=tests']]])(
    'refuses %j',
    (args) => {
      expect(() => readArguments(args)).toThrow('npm run adopt -- <checkout>');
    },
  );
});

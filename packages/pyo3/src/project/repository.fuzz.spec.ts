import { describe, expect, it } from '@jest/globals';
import { isPyo3Error } from '../diagnostics/pyo3-error.ts';
import { memoryReader } from '../files/memory.ts';
import { manifests } from '../toml/testing/manifests.ts';
import { readExternals } from './externals.ts';
import { manifestsOf } from './manifests.ts';
import { readRepository } from './repository.ts';

const seed = Number(process.env['PYO3_FUZZ_SEED'] ?? '20261123');
const rounds = Number(process.env['PYO3_FUZZ_ROUNDS'] ?? '1000');

/** Numbers below `limit`, the same for one seed (mulberry32). */
function numbers(start: number): (limit: number) => number {
  let state = start;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

const values = [
  '""',
  '"../.."',
  '"."',
  '1',
  'true',
  '[]',
  '[1]',
  '{}',
  '{ a = "x" }',
  '1979-05-27',
];
const characters = ['"', '[', ']', '=', '.', '\n', '\0', '\uFEFF', '\r', '{', '#', 'é', "'", '\\'];

/** Another text for a manifest: a character, a line or a value is changed, some times over. */
function mutate(text: string, below: (limit: number) => number): string {
  let result = text;
  for (let left = 1 + below(4); left > 0; left -= 1) {
    const lines = result.split('\n');
    const at = below(lines.length);
    const position = below(result.length + 1);
    const line = lines[at] ?? '';
    const edits: readonly (() => string)[] = [
      () => result.slice(0, position) + result.slice(position + 1 + below(8)),
      () =>
        result.slice(0, position) +
        (characters[below(characters.length)] ?? '') +
        result.slice(position),
      () => lines.toSpliced(at, 1).join('\n'),
      () => lines.toSpliced(at, 0, lines[below(lines.length)] ?? '').join('\n'),
      () =>
        lines
          .toSpliced(at, 1, line.replace(/=.*/, `= ${values[below(values.length)] ?? ''}`))
          .join('\n'),
      () => lines.toSpliced(at, 1, line.replace(/^\[.*/, '[package]')).join('\n'),
    ];
    result = edits[below(edits.length)]?.() ?? result;
  }
  return result;
}

describe('a repository whose manifests are changed at random', () => {
  it(`is read, or each error is one of ours (seed ${String(seed)})`, () => {
    const below = numbers(seed);
    const originals = Object.values(manifests);
    const pick = () => mutate(originals[below(originals.length)] ?? '', below);
    for (let round = 0; round < rounds; round += 1) {
      const files = {
        'Cargo.toml': pick(),
        'a/Cargo.toml': pick(),
        'a/pyproject.toml': pick(),
        'a/b/Cargo.toml': pick(),
        'a/b/pyproject.toml': pick(),
        'Cargo.lock': pick(),
        'uv.lock': pick(),
      };
      const read = manifestsOf(memoryReader(files));
      const repository = readRepository(
        Object.keys(files).filter((file) => file.endsWith('.toml')),
        read,
      );
      const defects = repository.broken.filter(
        ({ error }) => !isPyo3Error(error) || error.hint?.includes('defect of the plugin') === true,
      );
      expect({ round, defects, files: defects.length === 0 ? {} : files }).toEqual({
        round,
        defects: [],
        files: {},
      });
      expect(() => readExternals(repository.projects, read)).not.toThrow();
    }
  });
});

import { describe, expect, it } from '@jest/globals';
import { isPyo3Error } from '../../diagnostics/pyo3-error.ts';
import { memoryReader } from '../../files/memory.ts';
import { manifests } from '../../testing/manifest-texts.ts';
import { changedText, numbersOf } from '../../testing/random-text.ts';
import { readExternals } from '../reads/externals.ts';
import { manifestsOf } from '../folder/manifests.ts';
import { readRepository } from './repository.ts';

const seed = Number(process.env['PYO3_FUZZ_SEED'] ?? '20261123');
const rounds = Number(process.env['PYO3_FUZZ_ROUNDS'] ?? '1000');

describe('a repository whose manifests are changed at random', () => {
  it(`is read, or each error is one of ours (seed ${String(seed)})`, () => {
    const below = numbersOf(seed);
    const originals = Object.values(manifests);
    const pick = () => changedText(originals[below(originals.length)] ?? '', below);
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

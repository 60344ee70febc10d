import { describe, expect, it } from '@jest/globals';
import { fuzzedFolder } from '../testing/fuzzed-folder.ts';
import { manifests } from '../testing/manifest-texts.ts';
import { changedText, numbersOf } from '../testing/random-text.ts';
import { graphSource } from './graph-source.ts';
import { graphOfNx } from '../testing/nx.ts';

const seed = Number(process.env['PYO3_FUZZ_SEED'] ?? '20261123');
/** Each round changes seven files, so that 150 rounds are a thousand manifests. */
const rounds = Math.ceil(Number(process.env['PYO3_FUZZ_ROUNDS'] ?? '1000') / 7);
const changed = [
  'Cargo.toml',
  'a/Cargo.toml',
  'a/pyproject.toml',
  'a/b/Cargo.toml',
  'a/b/pyproject.toml',
  'Cargo.lock',
  'uv.lock',
];

const { root, write } = fuzzedFolder();

describe('both hooks, in a repository whose manifests are changed at random', () => {
  it(`give a graph that Nx takes, with the project that is whole (seed ${String(seed)})`, async () => {
    const below = numbersOf(seed);
    const originals = Object.values(manifests);
    write('whole/pyproject.toml', '[project]\nname = "the-whole-one"\nversion = "1"\n');
    write('whole/tests/test_it.py', '');
    const daemon = graphSource();
    for (let round = 0; round < rounds; round += 1) {
      const files = Object.fromEntries(
        changed.map((path) => [path, changedText(originals[below(originals.length)] ?? '', below)]),
      );
      for (const [path, text] of Object.entries(files)) write(path, text);
      const found = await graphOfNx(daemon, root()).catch((error: unknown) => {
        throw new Error(`Round ${String(round)}: ${JSON.stringify(files)}`, { cause: error });
      });
      expect(found.projects['the-whole-one']?.targets['pytest']?.executor).toBe('pyo3:pytest');
      if (round % 10 === 0) expect(await graphOfNx(graphSource(), root())).toEqual(found);
    }
  }, 3_600_000);
});

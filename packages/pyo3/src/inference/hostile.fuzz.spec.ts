import { describe, expect, it } from '@jest/globals';
import { fuzzedFolder } from '../testing/fuzzed-folder.ts';
import { numbersOf } from '../testing/random-text.ts';
import { graphSource } from './graph-source.ts';
import { pythonText } from '../testing/hostile.ts';
import { spoiled, whole } from '../testing/hostile-text.ts';
import { graphOfNx } from '../testing/nx.ts';

const seed = Number(process.env['PYO3_FUZZ_SEED'] ?? '20261129');
/** Each round changes two thirds of them. */
const changedPerRound = (Object.keys(whole).length * 2) / 3;
const rounds = Math.ceil(Number(process.env['PYO3_FUZZ_ROUNDS'] ?? '1000') / changedPerRound);

const { root, write, takePrinted } = fuzzedFolder();

describe('a repository whose files are spoiled at random', () => {
  it(`leaves the process and the project beside it as they are (seed ${String(seed)})`, async () => {
    const below = numbersOf(seed);
    write('good/pyproject.toml', pythonText('', 'good'));
    write('good/good/__init__.py', '');
    write('good/tests/test_good.py', 'import good\n');
    // Settings in the root, such as mypy's, give targets to every project.
    for (const [path, text] of Object.entries(whole)) write(path, text);
    const daemon = graphSource();
    const expected = Object.keys((await graphOfNx(daemon, root())).projects['good']?.targets ?? {});
    expect(expected).toEqual(expect.arrayContaining(['develop', 'pytest']));
    for (let round = 0; round < rounds; round += 1) {
      const files = Object.entries(whole).map(
        ([path, text]) => [path, below(3) === 0 ? text : spoiled(text, below)] as const,
      );
      for (const [path, text] of files) write(path, text);
      takePrinted();
      const started = performance.now();
      const found = await graphOfNx(daemon, root()).catch((error: unknown) => {
        throw new Error(`Round ${String(round)}: ${JSON.stringify(files)}`, { cause: error });
      });
      const told = takePrinted();
      const seen = {
        polluted: Object.keys(Object.prototype),
        targets: Object.keys(found.projects['good']?.targets ?? {}),
        defects: told.filter((line) => line.includes('defect of the plugin')),
        // What stands at the start of a line, or moves the cursor, is a command of its own.

        commands: told.filter((line) => /[\u0000-\u0009\u000b-\u001f]|^\s*::/m.test(line)),
        slow: performance.now() - started > 5000,
      };
      const right = { polluted: [], targets: expected, defects: [], commands: [], slow: false };
      const isRight = JSON.stringify(seen) === JSON.stringify(right);
      expect({ round, files: isRight ? [] : files, ...seen }).toEqual({
        round,
        files: [],
        ...right,
      });
    }
  }, 3_600_000);
});

import { describe, expect, it } from '@jest/globals';
import type { Runner, RunOptions } from '../../process/run.ts';
import { commandRunner, type RunMode } from './run-command.ts';

const command = { program: '/bin/cargo', args: ['build'], cwd: '/ws', env: {} };
const unlinked = 'error: linker `cc` not found\n';

/** What a terminal shows of a command that prints `out` and, on standard error, `err`. */
async function shown(mode: RunMode, exitCode: number, verbose = false) {
  const lines: string[] = [];
  let output: RunOptions['output'];
  const run: Runner = (_, options) => {
    output = options?.output;
    return Promise.resolve({ exitCode, stdout: 'out\n', stderr: exitCode === 0 ? '' : unlinked });
  };
  const add = (line: string) => void lines.push(line.trim().split('\n')[0] ?? '');
  const terminal = {
    colour: false,
    verbose,
    say: add,
    complain: add,
    detail: (line: string) => verbose && add(line),
    announce: () => void lines.push('> cargo build'),
  };
  const result = await commandRunner(run, terminal)(command, mode);
  expect(result).toMatchObject({ exitCode, stdout: 'out\n' });
  return { output, lines };
}

const explanation = expect.stringContaining('linker');

describe('a command of a task', () => {
  it.each<readonly [RunMode, number, unknown]>([
    [{ show: 'live' }, 0, { output: 'tee', lines: ['> cargo build'] }],
    [{ show: 'live' }, 1, { output: 'tee', lines: ['> cargo build', explanation] }],
    [{ show: 'live', explain: false }, 1, { output: 'tee', lines: ['> cargo build'] }],
    [
      { show: 'live', isData: true },
      1,
      { output: 'answer', lines: ['> cargo build', explanation] },
    ],
    [{ show: 'on failure' }, 0, { output: 'capture', lines: [] }],
    [
      { show: 'on failure' },
      1,
      { output: 'capture', lines: ['> cargo build', 'out', explanation] },
    ],
    [{ show: 'never' }, 0, { output: 'capture', lines: [] }],
    [{ show: 'never' }, 1, { output: 'capture', lines: [] }],
  ])('with %j that ends with %d shows no more than that says', async (mode, exitCode, expected) => {
    expect(await shown(mode, exitCode)).toEqual(expected);
  });

  it('is shown with --verbose though it succeeds, but for what is never shown', async () => {
    expect((await shown({ show: 'on failure' }, 0, true)).lines).toEqual(['> cargo build', 'out']);
    expect((await shown({ show: 'never' }, 0, true)).lines).toEqual([]);
  });
});

import { describe, expect, it, jest } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { createRunner } from '../../process/run.ts';
import { recordOutput, showAtOnce } from './recorded-output.ts';

describe('output that is recorded', () => {
  it('is what the work has written to both streams, in order', async () => {
    const { value, output } = await recordOutput(async () => {
      process.stdout.write('one\n');
      await sleep(1);
      process.stderr.write(Buffer.from('zwei – 2\n'));
      return 3;
    });
    expect({ value, output }).toEqual({ value: 3, output: 'one\nzwei – 2\n' });
  });

  it('is kept apart from that of other work of the same moment', async () => {
    const speak = (word: string) => async () => {
      for (let time = 0; time < 3; time += 1) {
        process.stdout.write(`${word}\n`);
        await sleep(1);
      }
    };
    const [a, b] = await Promise.all([recordOutput(speak('a')), recordOutput(speak('b'))]);
    expect([a.output, b.output]).toEqual(['a\na\na\n', 'b\nb\nb\n']);
  });

  it('holds what a program has written, which was started by the work', async () => {
    const program = (text: string) => ({
      program: process.execPath,
      args: ['-e', `console.log(${JSON.stringify(text)}); console.error('to error')`],
      cwd: import.meta.dirname,
      env: {},
    });
    const run = createRunner();
    const speak = (text: string) => () => run(program(text), { output: 'tee' });
    const [a, b] = await Promise.all([recordOutput(speak('a')), recordOutput(speak('b'))]);
    expect(a.output.split('\n').sort()).toEqual(['', 'a', 'to error']);
    expect(b.output.split('\n').sort()).toEqual(['', 'b', 'to error']);
  });

  it('does not hold what is shown at once, which is shown nowhere else', async () => {
    const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    const { output } = await recordOutput(() => {
      showAtOnce('still at it');
      return Promise.resolve();
    });
    showAtOnce('not recorded');
    const shown = write.mock.calls.map(([text]) => text);
    write.mockRestore();
    expect(output).toBe('');
    expect(shown).toEqual(['still at it\n']);
  });

  it('calls back whoever waits until it is written', async () => {
    const { output } = await recordOutput(
      () => new Promise<void>((resolve) => process.stdout.write('x', () => resolve())),
    );
    expect(output).toBe('x');
  });

  it('gives cargo’s lines of progress at once, and keeps all others in order', async () => {
    const shown: string[] = [];
    const { output } = await recordOutput(
      () => {
        process.stderr.write('   Comp');
        process.stderr.write('iling mylib v0.1.0\nwarning: unused\n Compiling is a word\n');
        process.stdout.write('   Compiling on standard output\n');
        process.stderr.write('\u001b[1m    Finished\u001b[0m dev\nerror: half a line');
        return Promise.resolve();
      },
      (line) => shown.push(line),
    );
    expect(output).toBe(
      'warning: unused\n Compiling is a word\n   Compiling on standard output\nerror: half a line',
    );
    expect(shown).toEqual(['   Compiling mylib v0.1.0', '\u001b[1m    Finished\u001b[0m dev']);
  });
});

import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Runner } from '../../process/run.ts';
import { tellingWhatIsSlow } from './slow-commands.ts';

describe('a command of a task in a batch', () => {
  beforeEach(() => {
    jest.useFakeTimers();
    jest.replaceProperty(process, 'env', { NO_COLOR: '1' });
  });
  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  const command = { program: '/opt/bin/uv', args: ['pip', 'install', 'numpy'], cwd: '/', env: {} };
  const told = async (takesMs: number): Promise<readonly string[]> => {
    const lines: string[] = [];
    const sleeping: Runner = () =>
      new Promise((resolve) => {
        setTimeout(() => resolve({ exitCode: 0, stdout: '', stderr: '' }), takesMs);
      });
    const run = tellingWhatIsSlow(sleeping, 'lib:develop', (line) => lines.push(line));
    const result = run(command);
    await jest.runAllTimersAsync();
    expect((await result).exitCode).toBe(0);
    return lines;
  };

  it('is told when it takes long', async () => {
    expect(await told(60_000)).toEqual(['lib:develop > uv pip install numpy']);
  });

  it('is not when it is quick', async () => {
    expect(await told(1_000)).toEqual([]);
  });
});

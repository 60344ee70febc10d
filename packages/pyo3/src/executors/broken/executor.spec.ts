import { afterEach, describe, expect, it, jest } from '@jest/globals';
import broken from './executor.ts';

describe('the broken executor', () => {
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('prints the position, the message and the hint to stderr, and fails', async () => {
    const print = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const result = await broken({
      message: 'This is not valid TOML: unexpected token.',
      code: 'toml-syntax',
      file: 'libs/x/Cargo.toml',
      line: 3,
      column: 7,
      hint: 'Correct the file.',
    });
    expect(result).toEqual({ success: false });
    expect(print.mock.calls).toEqual([
      [
        'libs/x/Cargo.toml:3:7: This is not valid TOML: unexpected token. [toml-syntax]\n  → Correct the file.',
      ],
    ]);
  });

  it('prints only the message if it has no position', async () => {
    const print = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    await broken({ message: 'The project cannot be read.' });
    expect(print.mock.calls).toEqual([['The project cannot be read. [manifest-invalid]']]);
  });
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import broken from './executor.ts';

describe('the broken executor', () => {
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('prints the position, the message and the hint to stderr, and fails', async () => {
    const print = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const result = await broken(
      {
        message: 'This is not valid TOML: unexpected token.',
        code: 'toml-syntax',
        file: 'libs/x/Cargo.toml',
        line: 3,
        column: 7,
        hint: 'Correct the file.',
      },
      { root: '/ws' },
    );
    expect(result).toEqual({ success: false });
    expect(print.mock.calls).toEqual([
      [
        'libs/x/Cargo.toml:3:7: This is not valid TOML: unexpected token. [toml-syntax]\n  → Correct the file.',
      ],
    ]);
  });

  it('prints only the message if it has no position', async () => {
    const print = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    await broken({ message: 'The project cannot be read.' }, { root: '/ws' });
    expect(print.mock.calls).toEqual([['The project cannot be read. [manifest-invalid]']]);
  });

  it('calls Nx in its hint as the repository does', async () => {
    const root = mkdtempSync(join(tmpdir(), 'pyo3-broken-'));
    const print = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    try {
      mkdirSync(join(root, '.nx'));
      writeFileSync(join(root, '.nx/nxw.js'), '');
      await broken({ message: 'x', hint: 'Run `nx reset`.' }, { root });
    } finally {
      rmSync(root, { recursive: true });
    }
    const script = process.platform === 'win32' ? '.\\nx.bat' : './nx';
    expect(print.mock.calls).toEqual([[`x [manifest-invalid]\n  → Run \`${script} reset\`.`]]);
  });
});

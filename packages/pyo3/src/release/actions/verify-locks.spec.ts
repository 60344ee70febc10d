import { logger } from '@nx/devkit';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from '../../process/command.ts';
import { verifyLocks } from './verify-locks.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'verify-locks-'));
  mkdirSync(join(root, 'rust/crates/a'), { recursive: true });
  for (const file of ['rust/Cargo.lock', 'uv.lock']) writeFileSync(join(root, file), '');
});
afterEach(() => {
  rmSync(root, { recursive: true });
  jest.restoreAllMocks();
});

const changed = ['rust/crates/a/Cargo.toml', 'libs/b/pyproject.toml', 'libs/b/pkg/__init__.py'];
const outdated = {
  cargo: 'error: cannot update the lock file /x/Cargo.lock because --locked was passed\n',
  uv: 'error: The lockfile at `uv.lock` needs to be updated, but `--check` was provided.\n',
};

async function verified(answer: { exitCode: number; cargo: string; uv: string }) {
  const started: string[] = [];
  const told: string[] = [];
  const warnings: string[] = [];
  jest.spyOn(logger, 'warn').mockImplementation((line) => void warnings.push(String(line)));
  const run = ({ program, args, cwd }: Command) => {
    expect(cwd).toBe(root);
    const tool = program === '/bin/uv' ? 'uv' : 'cargo';
    started.push([tool, ...args].join(' '));
    return Promise.resolve({ exitCode: answer.exitCode, stdout: '', stderr: answer[tool] });
  };
  await verifyLocks(
    root,
    changed,
    (line) => void told.push(line),
    run,
    (name) => `/bin/${name}`,
  );
  return { started, told, warnings };
}

describe('the lock files after a release', () => {
  it('are verified offline where a manifest of their workspace was changed', async () => {
    expect(await verified({ exitCode: 0, cargo: '', uv: '' })).toEqual({
      started: [
        'cargo metadata --locked --offline --format-version 1 --manifest-path rust/Cargo.toml',
        'uv lock --check --offline',
      ],
      told: [
        expect.stringMatching(
          /^rust\/Cargo\.lock was verified: cargo metadata --locked --offline /,
        ),
        'uv.lock was verified: uv lock --check --offline',
      ],
      warnings: [],
    });
  });

  it('that are outdated are named, with the command that writes them', async () => {
    const { warnings } = await verified({ exitCode: 1, ...outdated });
    expect(warnings).toEqual([
      expect.stringMatching(
        /^rust\/Cargo\.lock does not agree .*\[lock-outdated\]\n {2}→ cargo update --workspace --manifest-path rust\/Cargo\.toml, then/,
      ),
      expect.stringMatching(/^uv\.lock does not agree .*\n {2}→ uv lock, then/),
    ]);
  });

  it('are not called outdated by a tool that lacks a package offline', async () => {
    const missing = 'error: no matching package named `pyo3` found';
    const { warnings, told } = await verified({ exitCode: 101, cargo: missing, uv: missing });
    expect(warnings).toEqual([]);
    expect(told).toContain(`rust/Cargo.lock could not be verified offline:\n${missing}`);
  });

  it('are not verified without the tool, nor where nothing was changed', async () => {
    const told: string[] = [];
    const never = () => Promise.reject(new Error('nothing is started'));
    const tell = (line: string) => void told.push(line);
    await verifyLocks(root, changed, tell, never, () => undefined);
    expect(told).toContain('uv.lock was not verified, because uv is not installed.');
    await verifyLocks(root, [], tell, never, (name) => `/bin/${name}`);
    expect(told).toHaveLength(2);
  });
});

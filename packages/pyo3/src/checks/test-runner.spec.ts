import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { memoryReader } from '../files/memory.ts';
import type { CargoTestExecutorOptions } from '../executors/cargo-test/options.ts';
import { fakeSession } from '../testing/fake-session.ts';
import { crateProject } from '../testing/projects.ts';
import { withRunners } from './test-runner.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'pyo3-runner-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function install(name: string): void {
  const file = join(root, process.platform === 'win32' ? `${name}.EXE` : name);
  writeFileSync(file, '');
  chmodSync(file, 0o755);
}

const settings = { '.config/nextest.toml': '' };

async function runner(options: CargoTestExecutorOptions, files: Record<string, string> = {}) {
  const session = fakeSession({
    workspaceRoot: root,
    project: crateProject,
    reader: memoryReader(files),
  });
  const env = { PATH: [root].join(delimiter), PATHEXT: '.EXE' };
  const found = await withRunners(session, options, env, (runnerOf) => {
    const one = runnerOf(crateProject.crate, true);
    const text = one.nextestSettings && readFileSync(one.nextestSettings, 'utf8');
    return Promise.resolve({ ...one, text });
  });
  return { ...found, printed: session.printed };
}

describe('what runs the Rust tests', () => {
  it('is nextest where the repository has settings for it and it is installed', async () => {
    expect((await runner({}, settings)).nextest).toBe(false);
    install('cargo-nextest');
    expect((await runner({}, settings)).nextest).toBe(true);
    expect((await runner({})).nextest).toBe(false);
    expect((await runner({ runner: 'cargo' }, settings)).nextest).toBe(false);
    expect((await runner({ runner: 'nextest' })).nextest).toBe(true);
  });

  it('says that the settings are not used', async () => {
    expect((await runner({}, settings)).printed).toEqual([
      '.config/nextest.toml is not used, because cargo-nextest is not installed.',
    ]);
  });

  it('is nextest for a JUnit report, whose path it reads from settings that do not stay', async () => {
    install('cargo-nextest');
    const { nextest, text, nextestSettings = '' } = await runner({ junit: true });
    expect(nextest).toBe(true);
    const path = join(root, 'libs/a/reports/cargo-test/junit.xml');
    expect(text).toBe(`[profile.default.junit]\npath = ${JSON.stringify(path)}\n`);
    expect(existsSync(nextestSettings)).toBe(false);
  });

  it('measures where it is asked to', async () => {
    install('cargo-llvm-cov');
    const { coverage } = await runner({ coverage: true });
    expect(coverage).toBe(join(root, 'libs/a/reports/cargo-test/coverage.xml'));
  });

  it.each<readonly [CargoTestExecutorOptions, string]>([
    [{ runner: 'nextest' }, 'cargo-nextest is needed, and it is not installed.'],
    [{ junit: true }, 'cargo-nextest is needed, and it is not installed.'],
    [{ coverage: true }, 'cargo-llvm-cov is needed, and it is not installed.'],
    [
      { junit: true, runner: 'cargo' },
      '`junit` of a:target needs nextest, because `cargo test` writes no JUnit report.',
    ],
  ])('%j asks for what is not there', async (options, message) => {
    await expect(runner(options)).rejects.toThrow(message);
  });
});

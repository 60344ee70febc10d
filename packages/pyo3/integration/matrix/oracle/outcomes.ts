/**
 * What the real tools make of the fixture, started here and not by the plugin: a digest for each
 * task. Cargo decides what is compiled again, by its own rules; nothing of Nx takes part.
 */
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Task } from '../mutation.ts';
import { buildWheels, compileExtensions } from './artifacts.ts';
import { checkPython, testAndLintCrates, testPython } from './checks.ts';
import { crates, distributions, folderOf } from './fixture-layout.ts';
import type { Laboratory, Setting } from './laboratory.ts';
import { digestOf, toolsIn, type RunTool } from './run-tool.ts';

type Outcomes = Readonly<Record<Task, string>>;

/** `test` stands for its halves. */
export async function outcomesIn(laboratory: Laboratory, setting: Setting): Promise<Outcomes> {
  const run = toolsIn(laboratory, setting);
  forgetOwnCrates(laboratory);
  rmSync(join(laboratory.folder, 'site'), { recursive: true, force: true });
  mkdirSync(join(laboratory.folder, 'site'));
  await installLocked(run, setting);
  const work = { laboratory, run, python: setting.python };
  const [compiled, packed, tested, read] = await Promise.all([
    compileExtensions(work),
    buildWheels(work),
    testAndLintCrates(work),
    checkPython(work),
  ]);
  const developed = Object.fromEntries(
    [...distributions, 'delta'].map((name) => [
      `${name}:develop`,
      digestOf(compiled[`${name}:compile`] ?? '', packed.metadata[name] ?? ''),
    ]),
  );
  const { 'delta:compile': _none, ...compiles } = compiled;
  const python = await testPython(work);
  const lints = Object.fromEntries(
    Object.keys(folderOf).map((name) => [
      `${name}:lint`,
      digestOf(tested.clippy[name] ?? '', read.ruff[name] ?? ''),
    ]),
  );
  const halves = { ...tested.tests, ...python };
  return {
    ...compiles,
    ...packed.artifacts,
    ...developed,
    ...halves,
    ...aggregated(halves),
    ...lints,
    ...read.types,
  };
}

/**
 * Makes cargo compile the fixture's crates from zero; crates of others it takes again. It would
 * leave a library as it is whose name has no hash (`libgamma.so`) although another version of the
 * crate was there last, and clippy does not notice a new clippy.toml.
 */
function forgetOwnCrates({ folder }: Laboratory): void {
  for (const target of ['target-ext', 'target-wheel', 'target-test']) {
    for (const profile of ['debug', 'release']) {
      const fingerprints = join(folder, target, profile, '.fingerprint');
      if (!existsSync(fingerprints)) continue;
      const own = readdirSync(fingerprints).filter((name) =>
        crates.some((crate) => name.startsWith(`${crate}-`)),
      );
      for (const name of own) rmSync(join(fingerprints, name), { recursive: true });
    }
  }
}

/** `uv sync` of what is locked, without the projects themselves. */
async function installLocked(run: RunTool, { python }: Setting): Promise<void> {
  const environment = { UV_PROJECT_ENVIRONMENT: join(python, '../..') };
  const args = [
    '--frozen',
    '--inexact',
    '--no-install-workspace',
    '--all-packages',
    '--all-groups',
  ];
  await run('uv', ['sync', '--quiet', ...args], { variables: environment });
}

function aggregated(halves: Outcomes): Outcomes {
  const names = [...new Set(Object.keys(halves).map((task) => task.split(':')[0] ?? ''))];
  return Object.fromEntries(
    names.map((name) => [
      `${name}:test`,
      digestOf(halves[`${name}:cargo-test`] ?? '', halves[`${name}:pytest`] ?? ''),
    ]),
  );
}

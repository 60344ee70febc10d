import { describe, expect, it } from '@jest/globals';
import type { Crate, MaturinProject } from '../project/folder/pyo3-project.ts';
import type { CargoBuildRun } from './cargo-build.ts';
import { cargoBuildTogether, cargoClippyTogether, cargoTestTogether } from './cargo-together.ts';

const crate: Crate = {
  name: 'a',
  root: 'libs/a',
  manifestPath: 'libs/a/Cargo.toml',
  cargoRoot: '.',
};
const place = {
  tool: { name: 'cargo', program: 'cargo', args: [], origin: 'path' },
  cwd: '/ws/libs/a',
  env: {},
} as const;
const build: CargoBuildRun = {
  ...place,
  project: { root: 'libs/a', crate, extension: { initName: '_a' } } as MaturinProject,
  selection: { features: ['x'] },
  profileIsStated: true,
  crateTypes: ['cdylib'],
  cargoArgs: [],
  rustcArgs: [],
  platform: 'linux',
  args: ['--locked'],
};
const run = {
  ...place,
  crate,
  projectRoot: 'libs/a',
  selection: {},
  args: ['--locked', '--', 'x'],
};
const line = (command: { readonly args: readonly string[] } | undefined) => command?.args.join(' ');

describe('one run of cargo for several packages', () => {
  it("builds them with the options of one, continues after an error, and keeps rustc's messages", () => {
    expect(line(cargoBuildTogether(build, ['a', 'b']))).toBe(
      'build --lib --keep-going --package a --package b --profile dev-ext --features x --message-format json --locked',
    );
  });

  it.each<readonly [string, Partial<CargoBuildRun>]>([
    ['has no cdylib', { crateTypes: ['lib'] }],
    ['has arguments for rustc', { rustcArgs: ['-C', 'x'] }],
    ['is linked for macOS', { platform: 'darwin' }],
  ])('does not build a package that %s: cargo rustc accepts only one package', (_, changes) => {
    expect(cargoBuildTogether({ ...build, ...changes }, ['a'])).toBeUndefined();
  });

  it('compiles tests without running them', () => {
    expect(line(cargoTestTogether(run, ['a', 'b']))).toBe(
      'test --no-run --no-fail-fast --package a --package b --message-format json --locked',
    );
  });

  it('checks with the lints of one, and fixes nothing', () => {
    const clippy = { ...run, fix: false };
    expect(line(cargoClippyTogether(clippy, ['a', 'b']))).toBe(
      'clippy --keep-going --package a --package b --all-targets --message-format json --locked -- -D warnings x',
    );
    expect(cargoClippyTogether({ ...clippy, fix: true }, ['a'])).toBeUndefined();
  });

  it("finds the workspace of a crate outside of the project's folder", () => {
    const elsewhere = { ...crate, root: 'crates/a', cargoRoot: 'crates' };
    expect(line(cargoTestTogether({ ...run, crate: elsewhere, args: [] }, ['a']))).toBe(
      'test --no-run --no-fail-fast --manifest-path ../../crates/Cargo.toml --package a --message-format json',
    );
  });
});

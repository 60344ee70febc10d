import { describe, expect, it } from '@jest/globals';
import type { MaturinProject } from '../project/folder/pyo3-project.ts';
import { cargoClean } from './cargo-clean.ts';
import { cargoBuild, type CargoBuildRun } from './cargo-build.ts';

const run: CargoBuildRun = {
  tool: { name: 'cargo', program: 'cargo', args: [], origin: 'path' },
  cwd: '/ws/libs/a',
  env: {},
  project: {
    root: 'libs/a',
    crate: { name: 'a', root: 'libs/a', manifestPath: 'libs/a/Cargo.toml', cargoRoot: '.' },
    extension: { initName: '_a' },
  } as MaturinProject,
  selection: {},
  profileIsStated: false,
  crateTypes: ['cdylib'],
  cargoArgs: [],
  rustcArgs: [],
  platform: 'linux',
  args: [],
};
const line = (changes: Partial<CargoBuildRun>) => cargoBuild({ ...run, ...changes }).args.join(' ');
const profile =
  '--profile dev-ext --config profile.dev-ext.inherits="dev" --config profile.dev-ext.debug=0 --config profile.dev-ext.strip="debuginfo"';
const messages = '--message-format json-render-diagnostics';

describe('cargo build of an extension', () => {
  it('uses its own profile, and reports its artifacts as JSON', () => {
    expect(line({})).toBe(`build --lib --package a ${profile} ${messages}`);
  });

  it('accepts another profile, features and arguments', () => {
    expect(line({ selection: { profile: 'release', features: ['x'] }, args: ['--locked'] })).toBe(
      `build --lib --package a --profile release --features x ${messages} --locked`,
    );
  });

  it('does not define the profile if Cargo.toml does', () => {
    expect(line({ profileIsStated: true })).toBe(
      `build --lib --package a --profile dev-ext ${messages}`,
    );
  });

  it('builds a cdylib of a crate that states none, as maturin does', () => {
    expect(line({ crateTypes: ['lib'] })).toBe(
      `rustc --lib --package a ${profile} ${messages} --crate-type cdylib`,
    );
  });

  it('passes arguments to rustc', () => {
    expect(line({ rustcArgs: ['--cfg', 'x'], args: ['-v'] })).toBe(
      `rustc --lib --package a ${profile} ${messages} -v -- --cfg x`,
    );
  });

  it('allows undefined Python symbols on macOS, and sets an install name without a path', () => {
    expect(line({ platform: 'darwin' })).toBe(
      `rustc --lib --package a ${profile} ${messages} -- -C link-arg=-undefined ` +
        '-C link-arg=dynamic_lookup -C link-arg=-Wl,-install_name,@rpath/_a.so',
    );
  });

  it('needs nothing more on Windows', () => {
    expect(line({ platform: 'win32' })).toBe(line({}));
  });
});

describe('cargo clean', () => {
  it('removes one crate from one profile', () => {
    expect(cargoClean(run).args.join(' ')).toBe(`clean --quiet --package a ${profile}`);
    expect(cargoClean({ ...run, selection: { profile: 'release' } }).args.join(' ')).toBe(
      'clean --quiet --package a --profile release',
    );
  });
});

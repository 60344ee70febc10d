import { describe, expect, it } from '@jest/globals';
import { memoryReader } from '../../files/memory.ts';
import { cargoTargetsOf } from './cargo-targets.ts';
import { manifestsOf } from '../folder/manifests.ts';

const crate = { name: 'a', root: 'a', manifestPath: 'a/Cargo.toml', cargoRoot: 'a' };

function targetsOf(files: Readonly<Record<string, string>>, rest = '', settings = '') {
  const manifest = `[package]\nname = "a"\nversion = "1.0.0"\n${settings}${rest}`;
  const reader = memoryReader({ 'a/Cargo.toml': manifest, ...files });
  return cargoTargetsOf(crate, manifestsOf(reader));
}

describe('the targets of cargo', () => {
  it('are found in the folders in which cargo looks', () => {
    expect(
      targetsOf({
        'a/src/lib.rs': '',
        'a/src/main.rs': '',
        'a/src/bin/tool.rs': '',
        'a/src/bin/other/main.rs': '',
        'a/src/bin/helper/mod.rs': '',
        'a/benches/speed.rs': '',
      }),
    ).toEqual({ programs: ['a', 'other', 'tool'], library: ['lib'], hasBenchmarks: true });
  });

  it('are those that the manifest states, too', () => {
    const stated = '[[bin]]\nname = "x"\npath = "x.rs"\n[[bench]]\nname = "b"\npath = "b.rs"\n';
    expect(targetsOf({ 'a/src/main.rs': '' }, stated, 'autobins = false\n')).toEqual({
      programs: ['x'],
      defaultProgram: 'x',
      library: [],
      hasBenchmarks: true,
    });
  });

  it('have a default where there is one program, or the manifest names it', () => {
    expect(targetsOf({ 'a/src/main.rs': '' }).defaultProgram).toBe('a');
    const two = { 'a/src/main.rs': '', 'a/src/bin/b.rs': '' };
    expect(targetsOf(two).defaultProgram).toBeUndefined();
    expect(targetsOf(two, '', 'default-run = "b"\n').defaultProgram).toBe('b');
  });

  it('are none of a manifest that cannot be read', () => {
    expect(targetsOf({ 'a/Cargo.toml': '[' })).toEqual({
      programs: [],
      library: [],
      hasBenchmarks: false,
    });
  });
});

import { describe, expect, it } from '@jest/globals';
import { memoryReader } from '../files/memory.ts';
import { cargoRegistry, type RegistryRequest } from './cargo-registry.ts';

const config =
  '[registry]\ndefault = "own"\n[registries.own]\nindex = "sparse+https://own/index"\n[registries.old]\nindex = "https://old/index.git"\n';
const registry = (
  request: Partial<RegistryRequest>,
  files: Readonly<Record<string, string>> = {},
) =>
  cargoRegistry({
    task: 'a:nx-release-publish',
    asked: undefined,
    allowed: undefined,
    folder: 'crates/a',
    reader: memoryReader(files),
    env: { CARGO_HOME: '/nowhere' },
    ...request,
  });
const crates = {
  label: 'crates.io',
  sparse: 'https://index.crates.io/',
  tokenVariable: 'CARGO_REGISTRY_TOKEN',
};
const own = {
  name: 'own',
  label: 'own',
  sparse: 'https://own/index/',
  tokenVariable: 'CARGO_REGISTRIES_OWN_TOKEN',
};
const files = { '.cargo/config.toml': config };

describe('the registry of a crate', () => {
  it('is crates.io, or the default of cargo’s settings', () => {
    expect(registry({})).toEqual(crates);
    expect(registry({}, files)).toEqual(own);
    expect(registry({ asked: 'crates-io' }, files)).toEqual({ ...crates, name: 'crates-io' });
  });

  it('is the one that is asked for, or the only one that `publish` allows', () => {
    const both = { '.cargo/config.toml': config.replace('[registry]\ndefault = "own"\n', '') };
    expect(registry({ allowed: ['own'] }, both)).toEqual(own);
    expect(registry({ asked: 'own', allowed: ['old'] }, both)).toEqual(own);
    expect(registry({ asked: 'sparse+https://x/i/' })).toMatchObject({
      address: 'sparse+https://x/i/',
      sparse: 'https://x/i/',
    });
  });

  it('can be in a git repository, or in a variable', () => {
    expect(registry({ asked: 'old' }, files)).toEqual({
      name: 'old',
      label: 'old',
      tokenVariable: 'CARGO_REGISTRIES_OLD_TOKEN',
    });
    const env = { CARGO_HOME: '/nowhere', CARGO_REGISTRIES_MY_OWN_INDEX: 'sparse+https://v/' };
    expect(registry({ asked: 'my-own', env }).sparse).toBe('https://v/');
  });

  it('must be known to cargo, and have no password in its address', () => {
    expect(() => registry({ asked: 'none' })).toThrow(
      'publishes to the registry "none", which cargo\'s settings do not name.',
    );
    expect(() => registry({ asked: 'sparse+https://u:p@x/' })).toThrow('contains a password');
  });
});

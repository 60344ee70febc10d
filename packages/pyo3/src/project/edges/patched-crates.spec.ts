import { describe, expect, it } from '@jest/globals';
import { crate, edgesOf } from '../../testing/written-repository.ts';

describe('cargo edges of a [patch]', () => {
  const workspace = (lock: Readonly<Record<string, string>>) => ({
    'Cargo.toml': `[workspace]\nmembers = ["*"]\n[patch.crates-io]\nlibc = { path = "vendor/libc" }\nunused = { path = "vendor/unused" }\n`,
    'vendor/libc/Cargo.toml': crate('libc'),
    'vendor/unused/Cargo.toml': crate('unused'),
    'direct/Cargo.toml': crate('direct', '[dependencies]\nlibc = "0.2"\n'),
    'through/Cargo.toml': crate('through', '[dependencies]\nnix = "1"\n'),
    'without/Cargo.toml': crate('without', '[dependencies]\nitoa = "1"\n'),
    ...lock,
  });
  const entry = (name: string, rest: string) =>
    `[[package]]\nname = "${name}"\nversion = "0.1.0"\n${rest}\n`;
  const source = 'source = "registry+https://example.invalid"';
  const locked = [
    entry('direct', 'dependencies = ["libc"]'),
    entry('through', 'dependencies = ["nix"]'),
    entry('without', 'dependencies = ["itoa"]'),
    entry('libc', ''),
    entry('nix', `${source}\ndependencies = ["libc"]`),
    entry('itoa', source),
  ].join('');

  it('are what the lock file says, also through crates of others', () => {
    expect(edgesOf(workspace({ 'Cargo.lock': locked }))).toEqual([
      'direct -cargo-patch-> vendor/libc',
      'through -cargo-patch-> vendor/libc',
    ]);
  });

  it.each([
    ['there is no lock file', {}],
    ['it cannot be read', { 'Cargo.lock': 'version =' }],
    ['it is older than the manifests', { 'Cargo.lock': entry('direct', '') }],
  ])('are all that may be when %s', (_when, lock) => {
    const patched = edgesOf(workspace(lock));
    expect(patched).toContain('without -cargo-patch-> vendor/unused');
    expect(patched).toHaveLength(6);
  });
});

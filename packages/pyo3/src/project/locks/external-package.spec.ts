import { describe, expect, it } from '@jest/globals';
import { readCargoLock } from '../../manifest/lock/cargo-lock.ts';
import { readUvLock } from '../../manifest/lock/uv-lock.ts';
import { externalPackages } from './external-package.ts';

const lock = (checksum: string, git: string) =>
  readCargoLock(
    `[[package]]\nname = "mine"\nversion = "0.1.0"\ndependencies = ["a 1.0.0", "b"]
[[package]]\nname = "a"\nversion = "1.0.0"\nsource = "registry+x"\nchecksum = "${checksum}"\ndependencies = ["b"]
[[package]]\nname = "a"\nversion = "2.0.0"\nsource = "registry+x"\nchecksum = "a2"
[[package]]\nname = "b"\nversion = "0.1.0"\nsource = "git+https://example.org/b#${git}"\n`,
    'Cargo.lock',
  );

describe('externalPackages', () => {
  it('are the packages of others, each version for itself, with checksum or commit', () => {
    expect(externalPackages([lock('a1', 'c0ffee')], [])).toEqual([
      expect.objectContaining({
        key: 'cargo:a@1.0.0',
        type: 'cargo',
        packageName: 'a',
        version: '1.0.0',
        hash: 'a1',
        dependencies: ['cargo:b@0.1.0'],
      }),
      expect.objectContaining({ key: 'cargo:a@2.0.0', hash: 'a2' }),
      expect.objectContaining({
        key: 'cargo:b@0.1.0',
        hash: 'git+https://example.org/b#c0ffee',
      }),
    ]);
  });

  it('have no password of a URL in them', () => {
    const locks = [
      "[[package]]\nname = 'a'\nversion = '1'\nsource = 'git+https://me:secret@example.org/a#c0ffee'\n",
    ].map((text) => readCargoLock(text, 'Cargo.lock'));
    const uvLocks = [
      "[[package]]\nname = 'b'\nversion = '1'\nsource = { git = 'https://secret@example.org/b#c0ffee' }\n",
    ].map((text) => readUvLock(text, 'uv.lock'));
    expect(externalPackages(locks, uvLocks).map(({ hash }) => hash)).toEqual([
      'git+https://****@example.org/a#c0ffee',
      'git+https://****@example.org/b#c0ffee',
    ]);
  });

  it('are one node where two locks agree, and stand for both where they do not', () => {
    const twice = externalPackages([lock('a1', 'c0ffee'), lock('a1', 'c0ffee')], []);
    expect(twice).toEqual(externalPackages([lock('a1', 'c0ffee')], []));
    const [first] = externalPackages([lock('a1', 'c0ffee'), lock('zz', 'c0ffee')], []);
    expect(first?.hash).toBe('a1 zz');
  });

  it('are distributions as well, with the hashes of their archives', () => {
    const uv = readUvLock(
      '[[package]]\nname = "numpy"\nversion = "2.3.0"\nsdist = { hash = "sha256:aa" }\n[[package]]\nname = "own"\nsource = { editable = "own" }\n',
      'uv.lock',
    );
    expect(externalPackages([], [uv])).toEqual([
      {
        key: 'pypi:numpy@2.3.0',
        type: 'pypi',
        packageName: 'numpy',
        version: '2.3.0',
        hash: 'sha256:aa',
        dependencies: [],
      },
    ]);
  });
});

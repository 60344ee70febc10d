import { describe, expect, it } from '@jest/globals';
import { lockedClosure, readCargoLock } from './cargo-lock.ts';

const registry = 'registry+https://github.com/rust-lang/crates.io-index';

const lock = `version = 4

[[package]]
name = "mylib"
version = "0.1.0"
dependencies = ["serde", "syn 2.0.1", "core-lib"]

[[package]]
name = "core-lib"
version = "0.1.0"
dependencies = ["syn 1.0.9"]

[[package]]
name = "serde"
version = "1.0.219"
source = "${registry}"
checksum = "aaaa"
dependencies = ["serde_derive"]

[[package]]
name = "serde_derive"
version = "1.0.219"
source = "${registry}"
checksum = "bbbb"

[[package]]
name = "syn"
version = "1.0.9"
source = "${registry}"
checksum = "cccc"

[[package]]
name = "syn"
version = "2.0.1"
source = "${registry}"
checksum = "dddd"
`;

describe('readCargoLock', () => {
  it('distinguishes several versions of one crate, each with its checksum', () => {
    const { crates } = readCargoLock(lock, 'Cargo.lock');
    expect(crates.filter((crate) => crate.name === 'syn')).toEqual([
      expect.objectContaining({ id: 'syn@1.0.9', checksum: 'cccc' }),
      expect.objectContaining({ id: 'syn@2.0.1', checksum: 'dddd' }),
    ]);
  });

  it('resolves each dependency to its selected version', () => {
    const { crates } = readCargoLock(lock, 'Cargo.lock');
    expect(crates.find((crate) => crate.name === 'mylib')?.dependencies).toEqual([
      'serde@1.0.219',
      'syn@2.0.1',
      'core-lib@0.1.0',
    ]);
  });

  it('recognizes a package of the repository by its missing source', () => {
    const { crates } = readCargoLock(lock, 'Cargo.lock');
    expect(crates.filter((crate) => crate.source === undefined).map((crate) => crate.name)).toEqual(
      ['mylib', 'core-lib'],
    );
  });

  it('distinguishes one version from two sources', () => {
    const git = 'git+https://example.org/rand?branch=main';
    const { crates } = readCargoLock(
      `version = 3
[[package]]
name = "app"
version = "1.0.0"
dependencies = ["rand 0.9.0 (${git})"]
[[package]]
name = "rand"
version = "0.9.0"
source = "${registry}"
checksum = "eeee"
[[package]]
name = "rand"
version = "0.9.0"
source = "${git}#0123456789abcdef"
`,
      'Cargo.lock',
    );
    expect(crates.map((crate) => crate.id)).toEqual([
      'app@1.0.0',
      `rand@0.9.0#${registry}`,
      `rand@0.9.0#${git}#0123456789abcdef`,
    ]);
    expect(crates[0]?.dependencies).toEqual([`rand@0.9.0#${git}#0123456789abcdef`]);
  });

  it('reads format 1: a [root], whole references, checksums in [metadata]', () => {
    const { crates } = readCargoLock(
      `[root]
name = "app"
version = "1.0.0"
dependencies = ["libc 0.2.0 (${registry})"]
[[package]]
name = "libc"
version = "0.2.0"
source = "${registry}"
[metadata]
"checksum libc 0.2.0 (${registry})" = "ffff"
`,
      'Cargo.lock',
    );
    expect(crates).toEqual([
      expect.objectContaining({ id: 'libc@0.2.0', checksum: 'ffff' }),
      expect.objectContaining({ id: 'app@1.0.0', dependencies: ['libc@0.2.0'] }),
    ]);
  });

  it('skips entries without a name or version, and references to nothing', () => {
    const { crates } = readCargoLock(
      '[[package]]\nname = "a"\n[[package]]\nname = "b"\nversion = "1.0.0"\ndependencies = ["a"]\n',
      'Cargo.lock',
    );
    expect(crates).toEqual([expect.objectContaining({ id: 'b@1.0.0', dependencies: [] })]);
  });

  it('reports the position if a lock file is not valid TOML, as after a merge conflict', () => {
    expect(() => readCargoLock('version = 4\n<<<<<<< HEAD\n', 'Cargo.lock')).toThrow(
      expect.objectContaining({
        code: 'toml-syntax',
        location: { file: 'Cargo.lock', line: 2, column: expect.any(Number) },
      }),
    );
  });
});

describe('lockedClosure', () => {
  it('follows the selected versions, through packages of the repository', () => {
    expect(lockedClosure(readCargoLock(lock, 'Cargo.lock'), ['mylib@0.1.0'])).toEqual([
      'core-lib@0.1.0',
      'serde@1.0.219',
      'serde_derive@1.0.219',
      'syn@1.0.9',
      'syn@2.0.1',
    ]);
  });

  it('terminates if crates form a cycle', () => {
    const circle = readCargoLock(
      `[[package]]
name = "a"
version = "1.0.0"
dependencies = ["b"]
[[package]]
name = "b"
version = "1.0.0"
dependencies = ["a"]
`,
      'Cargo.lock',
    );
    expect(lockedClosure(circle, ['a@1.0.0'])).toEqual(['a@1.0.0', 'b@1.0.0']);
  });
});

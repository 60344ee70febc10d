import { describe, expect, it } from '@jest/globals';
import { memoryReader } from '../../files/memory.ts';
import { readCargoLock } from '../../manifest/lock/cargo-lock.ts';
import { readCrateNeeds, type CrateNeeds } from '../crate/crate-needs.ts';
import { digestOfClosure, lockedDependencies } from './locked-crates.ts';
import { manifestsOf } from '../folder/manifests.ts';

const registry = 'source = "registry+https://github.com/rust-lang/crates.io-index"';
const entry = (name: string, version: string, dependencies: readonly string[], rest = registry) =>
  `[[package]]\nname = "${name}"\nversion = "${version}"\n${rest}\ndependencies = ${JSON.stringify(dependencies)}\n`;

const files = {
  'Cargo.toml':
    '[workspace]\nmembers = ["*"]\n[workspace.dependencies]\nshared = { path = "core", package = "core" }\n',
  'lib/Cargo.toml': `[package]
name = "lib"
[dependencies]
shared = { workspace = true }
json = { package = "serde_json", version = "1" }
[dev-dependencies]
proptest = "1"
[target.'cfg(windows)'.build-dependencies]
winres = "0.1"
`,
  'core/Cargo.toml':
    '[package]\nname = "core"\n[dependencies]\nserde = "1"\n[dev-dependencies]\nrand = "0.9"\n',
};
const lock = [
  entry('lib', '0.1.0', ['core', 'proptest', 'serde_json', 'winres'], ''),
  entry('core', '0.1.0', ['rand', 'serde 1.0.2'], ''),
  entry('serde', '1.0.2', ['serde_derive']),
  entry('serde', '0.9.0', []),
  entry('serde_derive', '1.0.2', []),
  entry('serde_json', '1.0.0', ['serde 1.0.2']),
  entry('proptest', '1.0.0', ['rand']),
  entry('rand', '0.9.0', []),
  entry('winres', '0.1.0', ['serde 0.9.0']),
  entry('unrelated', '1.0.0', []),
].join('\n');

function needs(folder: string): CrateNeeds {
  const found = readCrateNeeds(folder, manifestsOf(memoryReader(files)));
  if (found === undefined) throw new Error(`no crate in ${folder}`);
  return found;
}

const locked = (own: string, others: readonly string[], tests: boolean, text = lock) =>
  lockedDependencies(
    { own: [needs(own)], others: others.map(needs), tests },
    readCargoLock(text, 'Cargo.lock'),
  );

describe('the locked packages that a crate depends on', () => {
  it('are those of its own and its path dependencies’ normal and build dependencies', () => {
    expect(locked('lib', ['core'], false)).toEqual([
      'serde@1.0.2',
      'serde_json@1.0.0',
      'winres@0.1.0',
    ]);
    expect(locked('core', [], false)).toEqual(['serde@1.0.2']);
  });

  it('are more for its tests: its own dev-dependencies, not those of what it uses', () => {
    expect(locked('lib', ['core'], true)).toEqual([
      'proptest@1.0.0',
      'serde@1.0.2',
      'serde_json@1.0.0',
      'winres@0.1.0',
    ]);
    expect(locked('core', [], true)).toContain('rand@0.9.0');
  });

  it('hold a path dependency that is not among the folders that are known', () => {
    expect(locked('lib', [], false)).toContain('core@0.1.0');
  });

  it.each([
    ['a package of the repository', lock.replace('name = "core"', 'name = "former"')],
    ['a dependency', lock.replace('"serde_json",', '')],
  ])('are not known from a lock that lacks %s', (_what, text) => {
    expect(locked('lib', ['core'], false, text)).toBeUndefined();
  });
});

describe('digestOfClosure', () => {
  const digest = (id: string, text = lock) =>
    digestOfClosure(id, readCargoLock(text, 'Cargo.lock'));

  it('changes with what the package reaches, and with nothing else', () => {
    const bumped = lock.replace(
      'serde_derive"\nversion = "1.0.2"',
      'serde_derive"\nversion = "1.0.3"',
    );
    expect(digest('serde_json@1.0.0', bumped)).not.toBe(digest('serde_json@1.0.0'));
    expect(digest('winres@0.1.0', bumped)).toBe(digest('winres@0.1.0'));
  });
});

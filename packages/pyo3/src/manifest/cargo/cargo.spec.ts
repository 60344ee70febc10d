import { describe, expect, it } from '@jest/globals';
import { inheritDependency } from './cargo-dependency.ts';
import { readCargoManifest, type CargoManifest } from './cargo.ts';

const read = (...lines: readonly string[]): CargoManifest =>
  readCargoManifest(lines.join('\n'), 'libs/x/Cargo.toml');

describe('readCargoManifest', () => {
  it('reads a package and its library', () => {
    const manifest = read(
      '[package]',
      'name = "my-lib"',
      'version = "0.1.0"',
      'edition = "2024"',
      'rust-version = "1.85"',
      'build = "build/main.rs"',
      'readme = false',
      '[package.metadata.nx-pyo3]',
      'x = 1',
      '[lib]',
      'name = "my_lib"',
      'crate-type = ["cdylib", "rlib"]',
      '[[bin]]',
      'name = "tool"',
    );
    expect(manifest.package).toMatchObject({
      name: 'my-lib',
      version: '0.1.0',
      edition: '2024',
      rustVersion: '1.85',
      build: 'build/main.rs',
      readme: false,
      metadata: { 'nx-pyo3': { x: 1 } },
    });
    expect(manifest.lib).toEqual({
      name: 'my_lib',
      crateType: ['cdylib', 'rlib'],
      procMacro: false,
    });
    expect(manifest.hasExplicitBins).toBe(true);
  });

  it('marks inherited fields, dotted or as a table', () => {
    const { package: found } = read(
      '[package]',
      'name = "x"',
      'version.workspace = true',
      'rust-version = { workspace = true }',
    );
    expect(found).toMatchObject({ version: 'workspace', rustVersion: 'workspace' });
    expect(found?.edition).toBeUndefined();
  });

  it('finds dependencies of every kind and target', () => {
    const { dependencies } = read(
      '[dependencies]',
      'a = "1"',
      'b = { path = "../b", optional = true, default-features = false, features = ["f"] }',
      'c.workspace = true',
      '[dependencies.d]',
      'package = "real-d"',
      'git = "https://example.org/d"',
      '[dev-dependencies]',
      'e = { version = "2", registry = "mine" }',
      '[build_dependencies]',
      'f = "3"',
      "[target.'cfg(unix)'.dependencies]",
      'g = { path = "../g" }',
      '[target.x86_64-pc-windows-msvc.build-dependencies]',
      'h = "4"',
    );
    expect(dependencies.map(({ alias, kind, target }) => [alias, kind, target])).toEqual([
      ['a', 'normal', undefined],
      ['b', 'normal', undefined],
      ['c', 'normal', undefined],
      ['d', 'normal', undefined],
      ['e', 'dev', undefined],
      ['f', 'build', undefined],
      ['g', 'normal', 'cfg(unix)'],
      ['h', 'build', 'x86_64-pc-windows-msvc'],
    ]);
    const byAlias = Object.fromEntries(dependencies.map((found) => [found.alias, found]));
    expect(byAlias['a']).toMatchObject({ name: 'a', version: '1', defaultFeatures: true });
    expect(byAlias['b']).toMatchObject({
      path: '../b',
      optional: true,
      defaultFeatures: false,
      features: ['f'],
    });
    expect(byAlias['c']).toMatchObject({ workspace: true });
    expect(byAlias['d']).toMatchObject({ name: 'real-d', git: 'https://example.org/d' });
    expect(byAlias['e']).toMatchObject({ version: '2', registry: 'mine' });
  });

  it('reads a workspace with the fields that its members inherit', () => {
    const { workspace, package: found } = read(
      '[workspace]',
      'members = ["crates/*"]',
      'exclude = ["crates/old"]',
      'default-members = ["crates/a"]',
      'resolver = "3"',
      '[workspace.package]',
      'version = "1.2.3"',
      'authors = ["A"]',
      '[workspace.dependencies]',
      'a = { path = "crates/a", version = "1" }',
      '[workspace.lints.clippy]',
      'all = "warn"',
    );
    expect(found).toBeUndefined();
    expect(workspace).toMatchObject({
      members: ['crates/*'],
      exclude: ['crates/old'],
      defaultMembers: ['crates/a'],
      resolver: '3',
      package: { version: '1.2.3', authors: ['A'], table: { version: '1.2.3', authors: ['A'] } },
      lints: true,
    });
    expect(workspace?.dependencies).toMatchObject([{ alias: 'a', path: 'crates/a', version: '1' }]);
  });

  it('reads patches by source, features and profiles', () => {
    const manifest = read(
      '[patch.crates-io]',
      'pyo3 = { path = "vendor/pyo3" }',
      'alias = { package = "real", git = "https://example.org/r" }',
      '[replace]',
      '"foo:0.1.0" = { path = "vendor/foo" }',
      '[features]',
      'default = ["a"]',
      'a = []',
      '[profile.release]',
      'lto = true',
    );
    expect(manifest.patch).toEqual([
      { source: 'crates-io', name: 'pyo3', path: 'vendor/pyo3' },
      { source: 'crates-io', name: 'real', git: 'https://example.org/r' },
    ]);
    expect(manifest.replace).toEqual([{ source: 'replace', name: 'foo', path: 'vendor/foo' }]);
    expect(manifest.features).toEqual({ default: ['a'], a: [] });
    expect(manifest.profiles).toEqual({ release: { lto: true } });
  });

  it('finds nothing in an empty file', () => {
    expect(read('')).toMatchObject({ dependencies: [], patch: [], hasExplicitBins: false });
    expect(read('').package).toBeUndefined();
    expect(read('').workspace).toBeUndefined();
  });

  it('ignores fields of a type that cargo would reject and the plugin does not need', () => {
    const { package: found } = read('[package]', 'name = "x"', 'edition = 2024', 'metadata = 3');
    expect(found).toMatchObject({ name: 'x', metadata: {} });
    expect(found?.edition).toBeUndefined();
  });

  it.each([
    [['[package]', 'version = "1"'], 1, 1, '[package] must have a name.'],
    [
      ['[package]', 'name = "--config=x"'],
      ...([2, 8, 'The name "--config=x" begins with "-", which cargo rejects.'] as const),
    ],
    [['[package]', 'name = ""'], 2, 8, '[package] must have a name.'],
    [['[package]', 'name = 3'], 2, 8, '"package.name" must be a string.'],
    [['package = 3'], 1, 11, '"package" must be a table.'],
    [['dependencies = []'], 1, 16, '"dependencies" must be a table.'],
    [
      ['[dependencies]', 'serde = 1'],
      2,
      9,
      'The dependency "serde" must be a version requirement or a table, but it is a number.',
    ],
    [
      ["[target.'cfg(unix)'.dependencies]", 'serde = ["1"]'],
      2,
      9,
      'The dependency "serde" must be a version requirement or a table, but it is an array.',
    ],
    [
      ['[workspace]', 'members = "crates/*"'],
      2,
      11,
      '"workspace.members" must be an array of strings.',
    ],
  ])('rejects %j at its position', (lines, line, column, message) => {
    expect(() => read(...lines)).toThrow(
      expect.objectContaining({
        code: 'manifest-invalid',
        message,
        location: { file: 'libs/x/Cargo.toml', line, column },
      }),
    );
  });

  it('says what to write instead', () => {
    expect(() => read('[dependencies]', 'serde = 1')).toThrow(
      expect.objectContaining({
        hint: 'Write serde = "1.0" or serde = { path = "../serde" }.',
      }),
    );
  });
});

describe('inheritDependency', () => {
  const inherited = (workspaceLine: string, memberLine: string) => {
    const { workspace } = read('[workspace.dependencies]', workspaceLine);
    const [dependency] = read('[dev-dependencies]', memberLine).dependencies;
    return dependency && inheritDependency(dependency, workspace?.dependencies ?? []);
  };

  it('uses the entry of the workspace, with the features of both and the kind of the member', () => {
    expect(
      inherited(
        'a = { path = "crates/a", package = "real", features = ["f"] }',
        'a = { workspace = true, features = ["g"], optional = true }',
      ),
    ).toMatchObject({
      alias: 'a',
      name: 'real',
      kind: 'dev',
      path: 'crates/a',
      workspace: true,
      optional: true,
      features: ['f', 'g'],
      defaultFeatures: true,
    });
  });

  it.each([
    ['a = "1"', 'a.workspace = true', true],
    ['a = "1"', 'a = { workspace = true, default-features = false }', true],
    ['a = { version = "1", default-features = false }', 'a.workspace = true', false],
    [
      'a = { version = "1", default-features = false }',
      'a = { workspace = true, default-features = true }',
      true,
    ],
  ])('decides about default features as cargo does: %s, %s', (workspace, member, expected) => {
    expect(inherited(workspace, member)?.defaultFeatures).toBe(expected);
  });

  it('returns any other dependency unchanged, and one that the workspace does not have', () => {
    expect(inherited('a = "1"', 'a = "2"')).toMatchObject({ version: '2', workspace: false });
    expect(inherited('b = "1"', 'a.workspace = true')?.version).toBeUndefined();
  });
});

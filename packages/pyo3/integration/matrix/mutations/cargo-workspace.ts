import type { Mutation } from '../mutation.ts';

/** Cargo's files above the projects. */
export const cargoWorkspace: readonly Mutation[] = [
  {
    id: 'profile-release',
    what: 'the release profile',
    edits: [{ kind: 'replace', file: 'Cargo.toml', from: 'opt-level = 1', to: 'opt-level = 2' }],
  },
  {
    id: 'profile-dev',
    what: 'the dev profile',
    edits: [
      {
        kind: 'replace',
        file: 'Cargo.toml',
        from: 'debug = 0',
        to: 'debug = 0\noverflow-checks = false',
      },
    ],
  },
  {
    id: 'workspace-dependency',
    what: 'a dependency that two crates inherit',
    edits: [
      {
        kind: 'replace',
        file: 'Cargo.toml',
        from: 'shared = { path = "crates/shared" }',
        to: 'shared = { path = "crates/shared", features = ["loud"] }',
      },
    ],
  },
  {
    id: 'workspace-dependency-unused',
    what: 'a dependency that no crate inherits',
    edits: [
      { kind: 'replace', file: 'Cargo.toml', from: 'fnv = "1"', to: 'fnv = "1"\nlog = "0.4"' },
    ],
  },
  {
    id: 'workspace-edition',
    what: 'the edition that all crates inherit',
    edits: [{ kind: 'replace', file: 'Cargo.toml', from: '"2021"', to: '"2024"' }],
  },
  {
    id: 'workspace-license',
    what: 'a licence that one crate inherits',
    edits: [{ kind: 'replace', file: 'Cargo.toml', from: '"MIT"', to: '"Apache-2.0"' }],
  },
  {
    id: 'workspace-lints',
    what: 'lints that one crate inherits',
    edits: [
      {
        kind: 'replace',
        file: 'Cargo.toml',
        from: '[workspace.lints.rust]\n',
        to: '[workspace.lints.rust]\nmissing_docs = "warn"\n',
      },
    ],
  },
  {
    id: 'workspace-members',
    what: 'the list of members',
    edits: [
      {
        kind: 'replace',
        file: 'Cargo.toml',
        from: '"libs/*"]',
        to: '"libs/*"]\nexclude = ["vendor"]',
      },
    ],
  },
  {
    id: 'workspace-patch',
    what: 'a `[patch]` of a crate that one crate uses',
    edits: [
      {
        kind: 'append',
        file: 'Cargo.toml',
        text: '\n[patch.crates-io]\nfnv = { path = "vendor/fnv" }\n',
      },
      {
        kind: 'add',
        file: 'vendor/fnv/Cargo.toml',
        text: '[package]\nname = "fnv"\nversion = "1.0.7"\nedition = "2021"\n',
      },
      {
        kind: 'add',
        file: 'vendor/fnv/src/lib.rs',
        text:
          '#[derive(Default)]\npub struct FnvHasher(u64);\n\n' +
          'impl std::hash::Hasher for FnvHasher {\n    fn finish(&self) -> u64 {\n        self.0\n' +
          '    }\n\n    fn write(&mut self, bytes: &[u8]) {\n        self.0 += bytes.len() as u64;\n' +
          '    }\n}\n',
      },
      {
        kind: 'replace',
        file: 'Cargo.lock',
        from:
          'name = "fnv"\nversion = "1.0.7"\n' +
          'source = "registry+https://github.com/rust-lang/crates.io-index"\n' +
          'checksum = "3f9eec918d3f24069decb9af1554cad7c880e2da24a9afd88aca000531ab82c1"\n',
        to: 'name = "fnv"\nversion = "1.0.7"\n',
      },
    ],
  },
  {
    id: 'workspace-comment',
    what: 'a comment in the root Cargo.toml',
    edits: [{ kind: 'append', file: 'Cargo.toml', text: '\n# Remark.\n' }],
  },
  {
    id: 'cargo-config-env',
    what: 'a variable in .cargo/config.toml',
    edits: [{ kind: 'replace', file: '.cargo/config.toml', from: 'hello', to: 'good day' }],
  },
  {
    id: 'cargo-config-flags',
    what: 'flags for rustc in .cargo/config.toml',
    edits: [
      {
        kind: 'append',
        file: '.cargo/config.toml',
        text: '\n[build]\nrustflags = ["-Copt-level=3"]\n',
      },
    ],
  },
  {
    id: 'rust-toolchain-added',
    what: 'a rust-toolchain.toml with another release',
    edits: [
      { kind: 'add', file: 'rust-toolchain.toml', text: '[toolchain]\nchannel = "nightly"\n' },
    ],
  },
];

import type { Mutation } from '../mutation.ts';

/** Cargo.toml of projects. */
export const crateManifests: readonly Mutation[] = [
  {
    id: 'shared-version',
    what: 'the version of a crate, with its lock entry',
    edits: [
      { kind: 'replace', file: 'crates/shared/Cargo.toml', from: '0.1.0', to: '0.2.0' },
      {
        kind: 'replace',
        file: 'Cargo.lock',
        from: 'name = "shared"\nversion = "0.1.0"',
        to: 'name = "shared"\nversion = "0.2.0"',
      },
    ],
  },
  {
    id: 'shared-default-feature',
    what: 'a feature made default',
    edits: [
      {
        kind: 'replace',
        file: 'crates/shared/Cargo.toml',
        from: 'loud = []',
        to: 'default = ["loud"]\nloud = []',
      },
    ],
  },
  {
    id: 'shared-lints',
    what: 'its lints',
    edits: [
      {
        kind: 'replace',
        file: 'crates/shared/Cargo.toml',
        from: '[lints]\nworkspace = true',
        to: '[lints.clippy]\npedantic = "warn"',
      },
    ],
  },
  {
    id: 'shared-metadata',
    what: 'its `[package.metadata]`',
    edits: [
      {
        kind: 'append',
        file: 'crates/shared/Cargo.toml',
        text: '\n[package.metadata.docs.rs]\nall-features = true\n',
      },
    ],
  },
  {
    id: 'alpha-dependency-feature',
    what: 'a feature of a dependency',
    edits: [
      {
        kind: 'replace',
        file: 'libs/alpha/Cargo.toml',
        from: 'shared.workspace = true',
        to: 'shared = { workspace = true, features = ["loud"] }',
      },
    ],
  },
  {
    id: 'alpha-unused-feature',
    what: 'a new feature that is not enabled',
    edits: [
      {
        kind: 'replace',
        file: 'libs/alpha/Cargo.toml',
        from: 'extra = []',
        to: 'extra = []\nmore = []',
      },
    ],
  },
  {
    id: 'alpha-crate-dependency',
    what: 'a dependency on another crate of the repository',
    edits: [
      {
        kind: 'replace',
        file: 'libs/alpha/Cargo.toml',
        from: '[dependencies]\n',
        to: '[dependencies]\nlonely = { path = "../../crates/lonely" }\n',
      },
      {
        kind: 'replace',
        file: 'Cargo.lock',
        from: 'name = "alpha"\nversion = "0.1.0"\ndependencies = [\n',
        to: 'name = "alpha"\nversion = "0.1.0"\ndependencies = [\n "lonely",\n',
      },
    ],
  },
  {
    id: 'alpha-library-name',
    what: 'the name of the library',
    edits: [
      {
        kind: 'replace',
        file: 'libs/alpha/Cargo.toml',
        from: 'name = "_alpha"',
        to: 'name = "alpha_native"',
      },
    ],
  },
  {
    id: 'alpha-crate-comment',
    what: 'a comment in Cargo.toml',
    edits: [{ kind: 'append', file: 'libs/alpha/Cargo.toml', text: '\n# Remark.\n' }],
  },
  {
    id: 'gamma-version',
    what: 'the version that the wheel takes from Cargo.toml',
    edits: [
      { kind: 'replace', file: 'libs/gamma/Cargo.toml', from: '0.1.0', to: '0.3.0' },
      {
        kind: 'replace',
        file: 'Cargo.lock',
        from: 'name = "gamma"\nversion = "0.1.0"',
        to: 'name = "gamma"\nversion = "0.3.0"',
      },
    ],
  },
];

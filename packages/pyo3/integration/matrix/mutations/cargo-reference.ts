import type { Mutation } from '../mutation.ts';

/** Keys of the Cargo reference, "Profiles", "Workspaces" and "The Manifest Format". */
export const cargoReference: readonly Mutation[] = [
  {
    id: 'profile-of-package',
    what: 'the profile of one crate',
    edits: [
      {
        kind: 'append',
        file: 'Cargo.toml',
        text: '\n[profile.dev.package.shared]\nopt-level = 3\n',
      },
    ],
  },
  {
    id: 'profile-of-build-scripts',
    what: 'the profile of build scripts',
    edits: [
      {
        kind: 'append',
        file: 'Cargo.toml',
        text: '\n[profile.release.build-override]\nopt-level = 3\n',
      },
    ],
  },
  {
    id: 'profile-custom',
    what: 'a profile that no task uses',
    edits: [{ kind: 'append', file: 'Cargo.toml', text: '\n[profile.ci]\ninherits = "release"\n' }],
  },
  {
    id: 'workspace-resolver',
    what: 'the resolver',
    edits: [{ kind: 'replace', file: 'Cargo.toml', from: 'resolver = "2"', to: 'resolver = "3"' }],
  },
  {
    id: 'workspace-default-members',
    what: 'the default members',
    edits: [
      {
        kind: 'replace',
        file: 'Cargo.toml',
        from: '"libs/*"]',
        to: '"libs/*"]\ndefault-members = ["crates/lonely"]',
      },
    ],
  },
  {
    id: 'workspace-metadata',
    what: 'the `[workspace.metadata]`',
    edits: [
      { kind: 'append', file: 'Cargo.toml', text: '\n[workspace.metadata.dist]\nci = "github"\n' },
    ],
  },
  {
    id: 'workspace-rust-version',
    what: 'a rust-version that no crate inherits',
    edits: [
      {
        kind: 'replace',
        file: 'Cargo.toml',
        from: 'license = "MIT"',
        to: 'license = "MIT"\nrust-version = "1.70"',
      },
    ],
  },
  {
    id: 'workspace-lints-clippy',
    what: 'lints of clippy that one crate inherits',
    edits: [
      {
        kind: 'append',
        file: 'Cargo.toml',
        text: '\n[workspace.lints.clippy]\nprint_stdout = "warn"\n',
      },
    ],
  },
  {
    id: 'shared-no-build-script',
    what: '`build = false` beside a build.rs',
    edits: [
      {
        kind: 'replace',
        file: 'crates/shared/Cargo.toml',
        from: 'publish = false',
        to: 'publish = false\nbuild = false',
      },
    ],
  },
  {
    id: 'shared-no-test-discovery',
    what: '`autotests = false`',
    edits: [
      {
        kind: 'replace',
        file: 'crates/shared/Cargo.toml',
        from: 'publish = false',
        to: 'publish = false\nautotests = false',
      },
    ],
  },
  {
    id: 'shared-packed-files',
    what: '`include` of a crate that extensions use',
    edits: [
      {
        kind: 'replace',
        file: 'crates/shared/Cargo.toml',
        from: 'publish = false',
        to: 'publish = false\ninclude = ["src/**", "build.rs"]',
      },
    ],
  },
  {
    id: 'alpha-crate-authors',
    what: "the crate's homepage and keywords, which maturin writes into the metadata",
    edits: [
      {
        kind: 'replace',
        file: 'libs/alpha/Cargo.toml',
        from: 'publish = false',
        to: 'publish = false\nkeywords = ["one"]\nhomepage = "https://example.invalid"',
      },
    ],
  },
  {
    id: 'cargo-config-legacy',
    what: 'a .cargo/config beside the config.toml',
    edits: [{ kind: 'add', file: '.cargo/config', text: '[env]\nGREETING = "old name"\n' }],
  },
];

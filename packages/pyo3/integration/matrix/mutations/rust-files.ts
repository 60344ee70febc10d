import type { Mutation } from '../mutation.ts';

/** Files that rustc, or cargo for it, may read. */
export const rustFiles: readonly Mutation[] = [
  {
    id: 'shared-source',
    what: 'a line of Rust in a crate that two extensions use',
    edits: [
      {
        kind: 'replace',
        file: 'crates/shared/src/lib.rs',
        from: 'number * factor + loud\n',
        to: 'return number * factor + loud + 7;\n',
      },
    ],
  },
  {
    id: 'shared-comment',
    what: 'a comment at the end of that file',
    edits: [{ kind: 'append', file: 'crates/shared/src/lib.rs', text: '\n// A remark.\n' }],
  },
  {
    id: 'shared-blank-line',
    what: 'an empty line at its end',
    edits: [{ kind: 'append', file: 'crates/shared/src/lib.rs', text: '\n' }],
  },
  {
    id: 'shared-build-script',
    what: 'the build script of that crate',
    edits: [
      { kind: 'replace', file: 'crates/shared/build.rs', from: 'FACTOR=10', to: 'FACTOR=11' },
    ],
  },
  {
    id: 'shared-included-file',
    what: 'an included text file',
    edits: [{ kind: 'append', file: 'crates/shared/src/names.txt', text: 'three\n' }],
  },
  {
    id: 'shared-included-file-removed',
    what: 'an included text file deleted',
    edits: [{ kind: 'remove', path: 'crates/shared/src/names.txt' }],
  },
  {
    id: 'shared-included-file-linked',
    what: 'a symbolic link in its place',
    edits: [
      { kind: 'link', file: 'crates/shared/src/names.txt', target: '../../../schema/gamma.json' },
    ],
  },
  {
    id: 'shared-rust-test',
    what: 'a test in tests/',
    edits: [
      {
        kind: 'replace',
        file: 'crates/shared/tests/encoded.rs',
        from: 'scaled(1)',
        to: 'scaled(1 as u32)',
      },
    ],
  },
  {
    id: 'shared-rust-test-renamed',
    what: 'that test renamed',
    edits: [
      {
        kind: 'rename',
        from: 'crates/shared/tests/encoded.rs',
        to: 'crates/shared/tests/written.rs',
      },
    ],
  },
  {
    id: 'shared-rust-test-added',
    what: 'a new test, not yet known to git',
    edits: [
      {
        kind: 'add',
        file: 'crates/shared/tests/added.rs',
        text: '#[test]\nfn added() {}\n',
      },
    ],
  },
  {
    id: 'shared-bench',
    what: 'a benchmark',
    edits: [
      {
        kind: 'replace',
        file: 'crates/shared/benches/speed.rs',
        from: 'scaled(2)',
        to: 'scaled(2 as u32)',
      },
    ],
  },
  {
    id: 'shared-example',
    what: 'an example',
    edits: [
      {
        kind: 'replace',
        file: 'crates/shared/examples/show.rs',
        from: 'scaled(3)',
        to: 'scaled(3 as u32)',
      },
    ],
  },
  {
    id: 'shared-readme',
    what: "the crate's README",
    edits: [{ kind: 'append', file: 'crates/shared/README.md', text: 'More.\n' }],
  },
  {
    id: 'shared-module-added',
    what: 'a new Rust file that no `mod` names',
    edits: [{ kind: 'add', file: 'crates/shared/src/unused.rs', text: 'pub fn unused() {}\n' }],
  },
  {
    id: 'shared-mode',
    what: 'a Rust file made executable',
    edits: [{ kind: 'mode', file: 'crates/shared/src/lib.rs', mode: 0o755 }],
  },
  {
    id: 'lonely-source',
    what: 'a line of Rust in a crate that no project uses',
    edits: [
      {
        kind: 'replace',
        file: 'crates/lonely/src/lib.rs',
        from: 'hasher.finish()\n',
        to: 'return hasher.finish() + 1;\n',
      },
    ],
  },
  {
    id: 'alpha-source',
    what: 'a line of Rust in an extension that two Python projects use',
    edits: [
      {
        kind: 'replace',
        file: 'libs/alpha/src/lib.rs',
        from: 'shared::scaled(number) + 1 + extra\n',
        to: 'return shared::scaled(number) + 9 + extra;\n',
      },
    ],
  },
  {
    id: 'gamma-source',
    what: 'a line of Rust in an extension of pure layout',
    edits: [
      {
        kind: 'replace',
        file: 'libs/gamma/src/lib.rs',
        from: '.join("-")\n',
        to: '.join("_").to_string()\n',
      },
    ],
  },
  {
    id: 'gamma-declared-file',
    what: 'a declared file outside the project',
    edits: [{ kind: 'replace', file: 'schema/gamma.json', from: 'digits', to: 'numbers' }],
  },
  {
    id: 'delta-source',
    what: 'a line of Rust in a setuptools-rust extension',
    edits: [
      {
        kind: 'replace',
        file: 'libs/delta/src/lib.rs',
        from: '        4\n',
        to: '        return 44;\n',
      },
    ],
  },
  {
    id: 'alpha-inner-crate',
    what: 'a new crate in a folder of an extension',
    edits: [
      {
        kind: 'add',
        file: 'libs/alpha/inner/Cargo.toml',
        text: '[package]\nname = "inner"\nversion = "0.1.0"\nedition = "2021"\n\n[workspace]\n',
      },
      { kind: 'add', file: 'libs/alpha/inner/src/lib.rs', text: 'pub fn inner() {}\n' },
    ],
  },
];

/**
 * Where the table and the oracle do not agree: each is named, with its reason. Nothing else may
 * differ, and what is named must still differ.
 */
import type { Task } from './mutation.ts';

/** Why a task has another key although the oracle found the same result. */
export interface Unneeded {
  readonly reason: string;
  /** Ids of the mutations. */
  readonly mutations: readonly string[];
}

export const unneeded: readonly Unneeded[] = [
  {
    reason:
      'A key holds the content of files and tables, as in every cache, and not what a tool makes of it: a comment, or a change that happens to make no difference to this tool.',
    mutations: [
      ...['shared-comment', 'shared-blank-line', 'shared-build-script', 'shared-module-added'],
      ...['alpha-module', 'alpha-module-comment', 'alpha-stub', 'alpha-py-typed-removed'],
      ...['alpha-crate-comment', 'alpha-distribution-comment', 'alpha-unused-feature'],
      ...['gamma-source', 'shared-version', 'gamma-version'],
      ...['shared-default-feature', 'alpha-dependency-feature', 'alpha-crate-dependency'],
      ...['alpha-library-name', 'shared-metadata', 'shared-lints', 'lock-comment'],
      ...['alpha-distribution-version', 'alpha-distribution-dependency', 'alpha-script'],
      ...['alpha-maturin-features', 'alpha-maturin-strip', 'app-version'],
    ],
  },
  {
    reason:
      'All files of a project count for its tasks and for those of its users: a build script, a test or a build backend may read any of them.',
    mutations: [
      ...['shared-included-file', 'shared-included-file-linked', 'shared-readme'],
      ...['shared-rust-test', 'shared-rust-test-renamed', 'shared-rust-test-added'],
      ...['shared-bench', 'shared-example', 'alpha-module-added', 'alpha-data'],
      ...['alpha-data-removed', 'alpha-gitignore', 'alpha-readme', 'alpha-license'],
      ...['alpha-test', 'alpha-test-added', 'alpha-conftest'],
      ...['alpha-test-renamed', 'app-test-imports'],
      ...['delta-module', 'app-mypy-ini-added', 'alpha-ruff', 'alpha-mypy', 'alpha-pytest'],
      ...['alpha-unknown-tool'],
    ],
  },
  {
    reason:
      'Settings above the projects count for all that read the file or the table: which profile, which crate and which tool a line is for is known to the tool alone.',
    mutations: [
      ...['profile-release', 'profile-dev', 'workspace-dependency', 'workspace-edition'],
      ...['workspace-license', 'workspace-lints', 'workspace-patch', 'cargo-config-env'],
      ...['cargo-config-flags', 'root-ruff', 'root-mypy', 'root-unknown-tool'],
      ...['root-ruff-toml-added'],
    ],
  },
  {
    reason:
      'A locked package counts for all that can use it: whether its new version makes a difference, only building shows. Rust tests that start Python can use every installed distribution.',
    mutations: [
      ...['lock-direct', 'lock-transitive', 'lock-development', 'lock-unrelated', 'lock-of-pyo3'],
      ...['uv-dependency', 'uv-group', 'uv-comment'],
    ],
  },
  {
    reason:
      'Toolchain, environment and the list of executable files are one fingerprint for all tasks, since Nx runs what prints it at every command; and what a project declares counts for all its tasks.',
    mutations: [
      ...['rust-toolchain-added', 'rustflags', 'cargo-profile-dev', 'cargo-profile-release'],
      ...['pyo3-variable', 'maturin-variable', 'source-date-epoch', 'pytest-addopts'],
      ...[
        'declared-variable',
        'gamma-declared-file',
        'rustc',
        'python-minor',
        'alpha-module-mode',
        'app-module-mode',
      ],
    ],
  },
];

/** Why a task keeps its key although the oracle found another result. */
export interface Kept {
  readonly mutation: string;
  readonly tasks: readonly Task[];
  readonly reason: string;
}

const ofLonely = ['lonely:cargo-test', 'lonely:lint', 'lonely:test'];
const ofShared = ['shared:cargo-test', 'shared:lint', 'shared:test'];
const ofEmbedded = ['embedded:cargo-test', 'embedded:lint', 'embedded:test'];
const ofExtension = (name: string) =>
  ['build', 'cargo-test', 'compile', 'develop', 'lint', 'pytest', 'test'].map(
    (target) => `${name}:${target}`,
  );

export const kept: readonly Kept[] = [
  {
    mutation: 'lock-checksum',
    tasks: [
      ...[...ofLonely, ...ofShared, ...ofEmbedded, ...ofExtension('alpha'), ...ofExtension('beta')],
      ...['delta:cargo-test', 'delta:develop', 'delta:lint', 'delta:pytest', 'delta:test'],
      ...['app:pytest', 'app:test', 'checks:pytest', 'checks:test'],
    ],
    reason:
      'cargo refuses the whole lock, and nothing can be built at all; what does not use the crate has the result that it had.',
  },
  {
    mutation: 'alpha-ignored-file',
    tasks: ['alpha:build'],
    reason:
      'Nx knows no file that git ignores, and maturin packs what only a .gitignore above the project names. Name it in the .gitignore of the project.',
  },
];

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
      'The cache key contains files and tables, not what a tool makes of them: a comment, or a change that makes no difference to this tool.',
    mutations: [
      ...['shared-comment', 'shared-blank-line', 'shared-build-script', 'shared-module-added'],
      ...['alpha-module', 'alpha-module-comment', 'alpha-stub', 'alpha-py-typed-removed'],
      ...['alpha-crate-comment', 'alpha-distribution-comment', 'alpha-unused-feature'],
      ...['gamma-source', 'shared-version', 'gamma-version'],
      ...['shared-default-feature', 'alpha-dependency-feature', 'alpha-crate-dependency'],
      ...['alpha-library-name', 'shared-metadata', 'shared-lints', 'lock-comment'],
      ...['alpha-distribution-version', 'alpha-distribution-dependency', 'alpha-script'],
      ...['alpha-maturin-features', 'alpha-maturin-strip', 'app-version'],
      ...['alpha-crate-authors', 'alpha-extra', 'alpha-maturin-exclude'],
      ...['alpha-maturin-profile', 'shared-no-test-discovery', 'shared-packed-files'],
    ],
  },
  {
    reason:
      'All files of a project count for its own tasks and for those of the projects that use it: a build script, a test or a build backend can read any of them.',
    mutations: [
      ...['shared-included-file', 'shared-included-file-linked', 'shared-readme'],
      ...['shared-rust-test', 'shared-rust-test-renamed', 'shared-rust-test-added'],
      ...['shared-bench', 'shared-example', 'alpha-module-added', 'alpha-data'],
      ...['alpha-data-removed', 'alpha-gitignore', 'alpha-readme', 'alpha-license'],
      ...['alpha-test', 'alpha-test-added', 'alpha-conftest'],
      ...['alpha-test-renamed', 'app-test-imports'],
      ...['delta-module', 'app-mypy-ini-added', 'alpha-ruff', 'alpha-mypy', 'alpha-pytest'],
      ...['alpha-unknown-tool'],
      ...['alpha-build-script', 'alpha-cargo-config', 'alpha-program'],
      ...['alpha-stub-package', 'alpha-tests-package', 'app-build-hook'],
      ...['app-excluded', 'app-license', 'beta-tests-ruff-toml'],
      ...['checks-hides-alpha', 'delta-setup-cfg', 'delta-setup-script'],
    ],
  },
  {
    reason:
      'Settings above the projects count for every task that reads the file or the table: only the tool knows which profile, crate or tool a line applies to.',
    mutations: [
      ...['profile-release', 'profile-dev', 'workspace-dependency', 'workspace-edition'],
      ...['workspace-license', 'workspace-lints', 'workspace-patch', 'cargo-config-env'],
      ...['cargo-config-flags', 'root-ruff', 'root-mypy', 'root-unknown-tool'],
      ...['root-ruff-toml-added'],
      ...['cargo-config-legacy', 'libs-dot-ruff-toml', 'libs-gitignore'],
      ...['libs-mypy-ini', 'libs-pyproject-mypy', 'libs-pyproject-pytest'],
      ...['libs-pyproject-ruff', 'libs-setup-cfg-mypy', 'libs-setup-cfg-pytest'],
      ...['profile-custom', 'profile-of-build-scripts', 'profile-of-package'],
      ...['workspace-default-members', 'workspace-lints-clippy', 'workspace-resolver'],
    ],
  },
  {
    reason:
      'A locked package counts for every task that can use it: only a build shows whether the new version makes a difference. Rust tests that start Python can use every installed distribution.',
    mutations: [
      ...['lock-direct', 'lock-transitive', 'lock-development', 'lock-unrelated', 'lock-of-pyo3'],
      ...['uv-dependency', 'uv-group', 'uv-comment'],
    ],
  },
  {
    reason:
      'The toolchain, the environment and the list of executable files form one fingerprint for all tasks, because Nx computes it once for each command. Files and variables that a project declares count for all of its tasks.',
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
      'cargo rejects the whole lock file, so nothing can be built. Tasks that do not use the crate keep the result they had.',
  },
  {
    mutation: 'alpha-ignored-file',
    tasks: ['alpha:build'],
    reason:
      'Nx does not see files that git ignores, but maturin packs a file that only a .gitignore above the project names. Add it to the .gitignore of the project.',
  },
];

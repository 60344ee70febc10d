import type { Mutation } from '../mutation.ts';

/** What is in no file of the repository. `nx affected` does not see it. */
export const environment: readonly Mutation[] = [
  {
    id: 'rustflags',
    what: 'RUSTFLAGS',
    edits: [{ kind: 'variable', name: 'RUSTFLAGS', value: '-Copt-level=3' }],
  },
  {
    id: 'cargo-profile-dev',
    what: 'CARGO_PROFILE_DEV_…',
    edits: [{ kind: 'variable', name: 'CARGO_PROFILE_DEV_OVERFLOW_CHECKS', value: 'false' }],
  },
  {
    id: 'cargo-profile-release',
    what: 'CARGO_PROFILE_RELEASE_…',
    edits: [{ kind: 'variable', name: 'CARGO_PROFILE_RELEASE_STRIP', value: 'symbols' }],
  },
  {
    id: 'pyo3-variable',
    what: 'PYO3_…',
    edits: [{ kind: 'variable', name: 'PYO3_NO_PYTHON', value: '1' }],
  },
  {
    id: 'maturin-variable',
    what: 'MATURIN_…',
    edits: [{ kind: 'variable', name: 'MATURIN_STRIP', value: 'true' }],
  },
  {
    id: 'source-date-epoch',
    what: 'SOURCE_DATE_EPOCH',
    edits: [{ kind: 'variable', name: 'SOURCE_DATE_EPOCH', value: '1700000000' }],
  },
  {
    id: 'pytest-addopts',
    what: 'PYTEST_ADDOPTS',
    edits: [{ kind: 'variable', name: 'PYTEST_ADDOPTS', value: '--collect-only' }],
  },
  {
    id: 'declared-variable',
    what: 'a variable that one extension declares',
    edits: [{ kind: 'variable', name: 'GAMMA_TITLE', value: 'titled' }],
  },
  {
    id: 'unrelated-variable',
    what: 'a variable that no project declares',
    edits: [{ kind: 'variable', name: 'SOME_SECRET', value: 'one' }],
  },
  {
    id: 'cargo-target-dir',
    what: 'CARGO_TARGET_DIR',
    edits: [{ kind: 'variable', name: 'CARGO_TARGET_DIR', value: '/var/tmp/pyo3-matrix-target' }],
    notBuilt: 'it sets where cargo writes; the recorded builds set it themselves',
  },
  { id: 'rustc', what: 'another release of rustc', edits: [{ kind: 'rustc' }] },
  {
    id: 'python-minor',
    what: 'another Python, 3.13 for 3.12',
    edits: [{ kind: 'python', differs: 'minor' }],
  },
  {
    id: 'python-patch',
    what: 'another patch of the same Python',
    edits: [{ kind: 'python', differs: 'patch' }],
    notBuilt:
      'the matrix has one patch release of each Python, and wheels do not name it (PEP 425)',
  },
];

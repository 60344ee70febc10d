/** What has to be inferred for `fixtures/repository`: a name, its folder, its kind, what it uses. */
export interface ExpectedProject {
  readonly name: string;
  readonly root: string;
  readonly kind: keyof typeof targetsOfKind;
  readonly uses: readonly string[];
}

const everywhere = ['fingerprint', 'format', 'lint', 'nx-release-publish'];
const rust = ['cargo-test', ...everywhere, 'test'];
const installable = ['build', 'develop', ...everywhere, 'sdist', 'watch'];

/** Targets by what a folder holds, sorted; the shape of a project decides which exist. */
export const targetsOfKind = {
  /** An extension with tests in both languages. */
  extension: [...new Set([...rust, ...installable, 'compile', 'pytest'])].sort(),
  /** A program, which maturin alone can build, without Python tests. */
  'program without pytest': [...new Set([...rust, ...installable])].sort(),
  /** An extension whose crate is another project, which tests it. */
  'extension of another crate': [...installable, 'compile', 'pytest', 'test'].sort(),
  crate: [...rust, 'build', 'doc'].sort(),
  /** One for Python alone: only maturin can link it everywhere. */
  'crate of an extension': [...rust, 'doc'].sort(),
  python: [...installable, 'pytest', 'test'].sort(),
  'python without tests': installable,
  /** A pyproject.toml that names dependencies only; it has no wheel. */
  'python without build system': ['fingerprint', 'format', 'lint', 'pytest', 'test'],
} as const;

type Row = readonly [
  name: string,
  root: string,
  kind: ExpectedProject['kind'],
  uses?: readonly string[],
];

const layouts: readonly Row[] = [
  ['pure-count', 'layouts/pure', 'extension'],
  ['mixed-count', 'layouts/mixed', 'extension'],
  ['sourced-count', 'layouts/sourced', 'extension'],
  ['split-count', 'layouts/split', 'extension'],
  ['nested-count', 'layouts/nested', 'extension', ['nested-core']],
  ['nested-core', 'layouts/nested/engine/core', 'crate'],
  ['spaced-shapes', 'layouts/spaced', 'extension'],
  ['apart-count', 'layouts/apart', 'extension of another crate', ['apart-core']],
  ['apart-core', 'layouts/crates/apart-core', 'crate of an extension'],
  ['plain-count', 'layouts/crates/plain', 'crate'],
  ['notes-only', 'layouts/notes', 'python'],
];

const testCrates: readonly Row[] = [
  ['case-pure', 'pyo3-pure', 'extension'],
  ['case-mixed', 'pyo3-mixed', 'extension'],
  ['case-subdir', 'pyo3-mixed-py-subdir', 'extension'],
  ['case-src', 'pyo3-mixed-src', 'extension'],
  ['case-nested', 'pyo3-mixed-workspace', 'extension', ['case-nested-crate']],
  ['case-nested-crate', 'pyo3-mixed-workspace/rust/logic', 'crate'],
  ['case-feature', 'pyo3-feature', 'crate'],
  ['case-unstable', 'pyo3-workspace-abi3-feature/extension', 'extension'],
  ['case-stable-user', 'pyo3-workspace-abi3-feature/stable-user', 'crate'],
  ['case_lib_with_path_dep', 'lib_with_path_dep', 'extension', ['case_some_path_dep']],
  ['case_some_path_dep', 'some_path_dep', 'crate', ['case_transitive_path_dep']],
  ['case_transitive_path_dep', 'transitive_path_dep', 'crate'],
  ['case_top_level', 'workspace-inverted-order', 'crate'],
  ['case-member', 'workspace-inverted-order/member', 'extension', ['case_top_level']],
  ['case-bin', 'pyo3-bin', 'program without pytest'],
  [
    'case-bin-workspace',
    'bin-workspace-pyo3-feature/bin',
    'program without pytest',
    ['case-shared'],
  ],
  ['case-python-member', 'bin-workspace-pyo3-feature/python', 'crate', ['case-shared']],
  ['case-shared', 'bin-workspace-pyo3-feature/shared', 'crate'],
  ['case-readme-py', 'readme-duplication/readme-py', 'extension', ['case-readme-rs']],
  ['case-readme-rs', 'readme-duplication/readme-rs', 'crate'],
  ['case-inheritance', 'workspace-inheritance/python', 'extension', ['case_generic_lib']],
  ['case_generic_lib', 'workspace-inheritance/generic_lib', 'crate'],
];

const byHand: readonly Row[] = [
  ['facts', 'facts', 'crate'],
  ['checks', 'checks', 'python without build system'],
];

const monorepo: readonly Row[] = [
  ['alpha', 'libs/alpha', 'extension', ['shared']],
  ['beta', 'libs/beta', 'extension', ['shared']],
  ['shared', 'crates/shared', 'crate'],
  ['lonely', 'crates/lonely', 'crate'],
  ['report', 'packages/report', 'python', ['alpha']],
  ['twin', 'packages/twin', 'python without tests'],
  ['twin-crate', 'crates/twin', 'crate'],
];

export const expectedProjects: readonly ExpectedProject[] = [
  ...layouts.map(expected('')),
  ...testCrates.map(expected('test-crates/')),
  ...monorepo.map(expected('monorepo/')),
  ...byHand.map(expected('by-hand/')),
];

/** Root manifests of the cargo workspaces, and crates that are in none. */
export const cargoRoots = [
  ...['layouts', 'layouts/nested/engine', 'monorepo', 'by-hand/facts'],
  ...[
    'pyo3-pure',
    'pyo3-mixed',
    'pyo3-mixed-py-subdir',
    'pyo3-mixed-src/rust',
    'pyo3-mixed-workspace/rust',
    'pyo3-feature',
    'pyo3-workspace-abi3-feature',
    'lib_with_path_dep',
    'some_path_dep',
    'workspace-inverted-order',
    'bin-workspace-pyo3-feature',
    'readme-duplication',
    'workspace-inheritance',
  ].map((name) => `test-crates/${name}`),
] as const;

function expected(below: string): (row: Row) => ExpectedProject {
  return ([name, root, kind, uses = []]) => ({ name, root: `${below}${root}`, kind, uses });
}

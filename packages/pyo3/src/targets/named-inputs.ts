import { isInside, childPath } from '../project/folder/workspace-path.ts';
import { cratesOf, type MaturinProject, type Pyo3Project } from '../project/folder/pyo3-project.ts';
import type { Input } from './target-context.ts';
import { ownCargoFiles } from './workspace-files.ts';

/**
 * The sets of a project's files, in the order of `joinSets`:
 *
 * - `rust`: what its crates are compiled from, for themselves and for others;
 * - `rust-tests`: the same, and cargo's tests, benchmarks and examples;
 * - `python`: what others import, and what their type checkers read of it;
 * - `python-tests`: the same, and its Python tests;
 * - `wheel`: what its wheel and its editable install are made from;
 * - `all-files`: everything that is not made by a task.
 */
export type SetName = 'rust' | 'rust-tests' | 'python' | 'python-tests' | 'wheel' | 'all-files';

export type NamedInputs = Readonly<Record<SetName, readonly Input[]>>;

/**
 * Pure: the same globs for the same project. Nx hashes the files that they match, and what cargo says
 * was read is compared with them (`{projectRoot}` is the project's folder, `!` takes files out).
 *
 * Each set is wider than need be: rustc can read any file (`include_str!`, build scripts), and so can
 * a build backend. A set names the one that it is a part of. Only what surely is none of a set's business is left out, and what tasks write;
 * and pyproject.toml, of which each task has a part of its own (`OwnSettings`).
 */
export function namedInputs(project: Pyo3Project): NamedInputs {
  const all = [
    '{projectRoot}/**/*',
    ...(cratesOf(project).length > 0 ? ownCargoFiles(project) : []),
    ...outputs.map((glob) => `!{projectRoot}/${glob}`),
    ...extensionFiles(project),
    ...lockFiles(project),
    ...(project.root === '.' ? besideSources.map((glob) => `!{projectRoot}/${glob}`) : []),
  ];
  const tests = { rust: rustTests(project), python: pythonTests(project) };
  const allTests = [...tests.rust, ...tests.python];
  const unpacked = project.kind === 'maturin' ? allTests.filter(isNotPacked(project)) : [];
  const prose = project.root === '.' && project.readsDocs !== true ? [docs] : [];
  const wheel = [
    'all-files',
    ...(project.kind === 'maturin' ? [manifest] : []),
    ...unpacked.map(sources),
    ...prose,
  ];
  const python = [...packedPython(project), ...tests.python].map(sources);
  const isOpen = cratesOf(project).some((crate) => crate.scriptReadsPackage);
  return {
    rust: isOpen
      ? ['all-files']
      : ['all-files', ...notRust, ...prose, ...tests.rust.map(sources), ...python],
    'rust-tests': isOpen ? ['all-files'] : ['all-files', ...notRust, ...prose, ...python],
    python: ['wheel', ...notPython],
    'python-tests': ['all-files', ...notPython],
    wheel,
    'all-files': all,
  };
}

/** The sets of a project of which nothing is known: all files. */
export function namedInputsOfBroken(): NamedInputs {
  const all = ['all-files'];
  return {
    rust: all,
    'rust-tests': all,
    python: all,
    'python-tests': all,
    wheel: all,
    'all-files': ['{projectRoot}/**/*'],
  };
}

/** The smallest set that holds both. */
export function joinSets(one: SetName, other: SetName): SetName {
  if (one === other) return one;
  const both = holders[one].filter((set) => holders[other].includes(set));
  return both[0] ?? 'all-files';
}

export function isSetName(input: Input): input is SetName {
  return typeof input === 'string' && !input.startsWith('{') && Object.hasOwn(holders, input);
}

/** Each set and those that hold it, the smallest first. */
const holders: Readonly<Record<SetName, readonly SetName[]>> = {
  rust: ['rust', 'rust-tests', 'wheel', 'all-files'],
  'rust-tests': ['rust-tests', 'all-files'],
  python: ['python', 'wheel', 'python-tests', 'all-files'],
  'python-tests': ['python-tests', 'all-files'],
  wheel: ['wheel', 'all-files'],
  'all-files': ['all-files'],
};

/** Nearly always git-ignored, and then unknown to Nx; these lines are for who does not ignore them. */
const outputs = [
  'dist/*.whl',
  'dist/*.tar.gz',
  'dist/cargo/**/*',
  'reports/{pytest,cargo-test}/**/*',
  '{.coverage,.coverage.*,coverage.xml}',
  'htmlcov/**/*',
  'dist/wheels/**/*',
  '.nx-pyo3/**/*',
  'target/**/*',
  '**/.venv/**/*',
  '**/__pycache__/**/*',
  '**/.{pytest,mypy,ruff}_cache/**/*',
  '**/*.egg-info/**/*',
];

/**
 * What a repository has in its root for CI, editors and Nx itself: nothing there is a source of a
 * project in the root. A source distribution holds it all the same (`sdistInputs`).
 */
export const besideSources: readonly string[] = [
  '.{github,gitlab,circleci,vscode,idea,devcontainer,nx}/**/*',
  '{nx,package,package-lock,npm-shrinkwrap}.json',
  '{pnpm-lock,pnpm-workspace,.gitlab-ci,.pre-commit-config,.readthedocs}.{yaml,yml}',
  '{yarn.lock,bun.lock,bun.lockb,nx,nx.bat,.npmrc,.editorconfig,.prettierrc,.prettierignore}',
];

/** Prose of the repository; a manifest that names a file of it says `docs/`. */
const docs = '!{projectRoot}/docs/**/*';

/** Of which compilers and type checkers have parts only. */
const manifest = '!{projectRoot}/pyproject.toml';

/** What no crate has reason to include. */
const notRust = [manifest, '!{projectRoot}/**/{py.typed,.gitignore}'];

/** What no type checker reads. */
const notPython = [
  manifest,
  ...['**/*.rs', '**/Cargo.toml', '**/*.{md,rst}', 'LICENSE*'].map(
    (glob) => `!{projectRoot}/${glob}`,
  ),
];

/** Of a lock only the part that matters is in a key (`Materials`). */
function lockFiles(project: Pyo3Project): readonly string[] {
  const cargoRoots = cratesOf(project).map((crate) => crate.cargoRoot);
  const locks = [
    childPath(project.root, 'uv.lock'),
    ...cargoRoots.map((folder) => childPath(folder, 'Cargo.lock')),
  ];
  return [...new Set(locks)].flatMap((lock) => {
    const inProject = below(project.root, lock);
    return inProject === undefined ? [] : [`!{projectRoot}/${inProject}`];
  });
}

/** What `develop` places in the package, in every suffix that it can have. */
function extensionFiles(project: Pyo3Project): readonly string[] {
  if (project.kind === 'setuptools-rust') {
    // In whichever folder setuptools has the package.
    const names = project.modules.map((module) => module.split('.').at(-1) ?? module);
    return names.map((name) => `!{projectRoot}/**/${name}.*{so,pyd}`);
  }
  if (project.kind !== 'maturin' || project.extension.packageDir === undefined) return [];
  const inProject = below(project.root, project.extension.packageDir);
  if (inProject === undefined) return [];
  return [`!{projectRoot}/${childPath(inProject, `${project.extension.initName}.*{so,pyd}`)}`];
}

/** The sources of one language in a folder of the project. */
interface Part {
  /** Relative to the project's folder. */
  readonly folder: string;
  readonly suffix: 'rs' | '{py,pyi}';
}

function sources({ folder, suffix }: Part): string {
  return `!{projectRoot}/${folder}/**/*.${suffix}`;
}

/**
 * Where cargo finds tests, benchmarks and examples by itself (Cargo reference, "Target
 * auto-discovery"), unless the manifest names a file there for something else. Rust files only: a
 * library may well include a text of its tests.
 */
function rustTests(project: Pyo3Project): readonly Part[] {
  return cratesOf(project).flatMap(({ root, compiledFolders = [] }) =>
    ['tests', 'benches', 'examples']
      .filter((folder) => !compiledFolders.includes(folder))
      .map((folder) => below(project.root, childPath(root, folder)))
      .filter((folder) => folder !== undefined)
      .map((folder) => ({ folder, suffix: 'rs' }) as const),
  );
}

/** Not of a project whose tests lie between everything else. */
function pythonTests({ root, testPaths }: Pyo3Project): readonly Part[] {
  return testPaths
    .map((path) => below(root, path))
    .filter((folder) => folder !== undefined && folder !== '.')
    .map((folder) => ({ folder: String(folder), suffix: '{py,pyi}' }));
}

/** Python files of the package, which no crate has reason to include. */
function packedPython(project: Pyo3Project): readonly Part[] {
  if (project.kind !== 'maturin' || project.extension.layout !== 'mixed') return [];
  const folder = below(project.root, packageOf(project));
  return folder === undefined || folder === '.' ? [] : [{ folder, suffix: '{py,pyi}' }];
}

/** Whether maturin has no reason to put a part into the wheel. */
function isNotPacked(project: MaturinProject): (part: Part) => boolean {
  const packed = [packageOf(project), ...(project.packed ?? [])];
  return ({ folder }) => {
    const path = childPath(project.root, folder);
    return !packed.some((other) => isInside(path, other) || isInside(other, path));
  };
}

/** The outermost package, or where it would be. */
function packageOf({ extension: { pythonRoot, moduleName } }: MaturinProject): string {
  return childPath(pythonRoot, moduleName.split('.')[0] ?? moduleName);
}

/** `path` as seen from `root`; `undefined` when it lies elsewhere. */
function below(root: string, path: string): string | undefined {
  if (!isInside(path, root)) return undefined;
  if (path === root) return '.';
  return root === '.' ? path : path.slice(root.length + 1);
}

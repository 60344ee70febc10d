import { isInside, childPath } from '../project/workspace-path.ts';
import { cratesOf, type Pyo3Project } from '../project/pyo3-project.ts';
import type { Input } from './target-context.ts';

export type NamedInputs = Readonly<Record<'rust' | 'python' | 'wheel', readonly Input[]>>;

/**
 * The three sets of a project's files, each wider than need be: rustc can read any
 * file (`include_str!`, build scripts), and so can a test or a build backend. Only what surely is
 * none of a set's business is left out, and what tasks themselves write.
 */
export function namedInputs(project: Pyo3Project): NamedInputs {
  const wheel = [
    '{projectRoot}/**/*',
    ...outputs.map((glob) => `!{projectRoot}/${glob}`),
    ...extensionFiles(project),
    ...lockFiles(project),
  ];
  return {
    rust: [...wheel, ...packagedPython(project)],
    python: [...wheel, '!{projectRoot}/**/*.rs'],
    wheel,
  };
}

/** The sets of a project of which nothing is known: all files. */
export function namedInputsOfBroken(): NamedInputs {
  const all = ['{projectRoot}/**/*'];
  return { rust: all, python: all, wheel: all };
}

/** Nearly always git-ignored, and then unknown to Nx; these lines are for who does not ignore them. */
const outputs = [
  'dist/*.whl',
  'dist/*.tar.gz',
  '.nx-pyo3/**/*',
  'target/**/*',
  '**/.venv/**/*',
  '**/__pycache__/**/*',
  '**/.{pytest,mypy,ruff}_cache/**/*',
  '**/*.egg-info/**/*',
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
  if (project.kind !== 'maturin' || project.extension.packageDir === undefined) return [];
  const inProject = below(project.root, project.extension.packageDir);
  if (inProject === undefined) return [];
  return [`!{projectRoot}/${childPath(inProject, `${project.extension.initName}.*{so,pyd}`)}`];
}

/** Python files of the package and of the tests, which no crate has reason to include. */
function packagedPython(project: Pyo3Project): readonly string[] {
  if (project.kind !== 'maturin' || project.extension.layout !== 'mixed') return [];
  const { pythonRoot, moduleName } = project.extension;
  const topPackage = childPath(pythonRoot, moduleName.split('.')[0] ?? moduleName);
  return [topPackage, ...project.testPaths]
    .map((folder) => below(project.root, folder))
    .filter((folder) => folder !== undefined && folder !== '.')
    .map((folder) => `!{projectRoot}/${String(folder)}/**/*.{py,pyi}`);
}

/** `path` as seen from `root`; `undefined` when it lies elsewhere. */
function below(root: string, path: string): string | undefined {
  if (!isInside(path, root)) return undefined;
  if (path === root) return '.';
  return root === '.' ? path : path.slice(root.length + 1);
}

import type { Tree } from '@nx/devkit';
import { treeReader } from '../../files/tree.ts';
import { isIgnoredAnywhere } from '../../project/paths/ignored-files.ts';
import { childPath } from '../../project/folder/workspace-path.ts';

/**
 * What builds and tools leave behind, each with a file as an example. Not maturin's template, which
 * hides `lib/` and `bin/` of the whole repository. The caches of pytest, mypy and ruff hold a
 * `.gitignore` of their own, but Nx's daemon ends when one comes that is not ignored itself, and
 * Nx 24 then fails the run that it is serving.
 */
const buildFiles = {
  both: { '.nx-pyo3/': '.nx-pyo3/compile/x' },
  rust: {
    'target/': 'target/debug/x',
    '**/dist/cargo/': 'dist/cargo/x',
  },
  python: {
    '*.so': 'python/x/x.abi3.so',
    '*.pyd': 'python/x/x.cp311-win_amd64.pyd',
    '__pycache__/': 'python/__pycache__/x.cpython-311.pyc',
    'dist/': 'dist/x.whl',
    '.pytest_cache/': '.pytest_cache/CACHEDIR.TAG',
  },
  ruff: { '.ruff_cache/': '.ruff_cache/CACHEDIR.TAG' },
  mypy: { '.mypy_cache/': '.mypy_cache/CACHEDIR.TAG' },
  environment: { '.venv/': '.venv/bin/python' },
  /** Made on request only (docs/coverage.md), so a repository that is there gets no line for them. */
  reports: {
    '**/reports/pytest/': 'reports/pytest/junit.xml',
    '**/reports/cargo-test/': 'reports/cargo-test/junit.xml',
    '.coverage': '.coverage',
    'htmlcov/': 'htmlcov/index.html',
  },
} as const;

/** Folders in which something is built; the root, when a library is about to be made in it. */
export interface BuiltFolders {
  /** Roots of cargo workspaces and of crates that are in none. */
  readonly rust: readonly string[];
  readonly python: readonly string[];
  /** Of the Python folders, those that ruff and mypy look at. */
  readonly ruff: readonly string[];
  readonly mypy: readonly string[];
}

/** Adds to the root's .gitignore what no pattern of the repository ignores already. Gives the lines. */
export function ignoreBuildFiles(tree: Tree, built?: BuiltFolders): readonly string[] {
  const { rust, python, ruff, mypy } = built ?? {
    rust: ['.'],
    python: ['.', 'libs/x'],
    ruff: ['.', 'libs/x'],
    mypy: ['.', 'libs/x'],
  };
  const environment = python.length > 0 || rust.length > 0 ? ['.'] : [];
  const isCovered = coverage(tree);
  const lines = (kind: keyof typeof buildFiles, folders: readonly string[]) =>
    Object.entries(buildFiles[kind])
      .filter(([, file]) => !folders.every((folder) => isCovered(childPath(folder, file))))
      .map(([pattern]) => pattern);
  const missing = [
    ...lines('python', python),
    ...lines('ruff', ruff),
    ...lines('mypy', mypy),
    ...lines('environment', environment),
    ...lines('rust', rust),
    ...lines('both', [...rust, ...python]),
    ...lines('reports', built === undefined ? ['.', 'libs/x'] : []),
  ];
  const isWide = missing.includes('dist/');
  const needed = missing.filter((pattern) => !isWide || pattern !== '**/dist/cargo/');
  return addToGitignore(tree, 'Rust and Python', needed);
}

/**
 * Ignores what Nx keeps for this checkout alone, where no pattern does so yet. Not all of `.nx`: it
 * also holds version plans, which are committed.
 */
export function ignoreNxFiles(tree: Tree): readonly string[] {
  const isCovered = coverage(tree);
  const missing = ['.nx/cache', '.nx/workspace-data'].filter((folder) => !isCovered(`${folder}/x`));
  return addToGitignore(tree, 'Nx', missing);
}

/** Adds the lines to the root's .gitignore that it does not have; every line that is there stays. */
export function addToGitignore(
  tree: Tree,
  title: string,
  patterns: readonly string[],
): readonly string[] {
  const text = tree.exists('.gitignore') ? (tree.read('.gitignore', 'utf-8') ?? '') : '';
  const lines = text.split(/\r?\n/);
  const present = new Set(lines.map(withoutSlashes));
  const missing = patterns.filter((pattern) => !present.has(withoutSlashes(pattern)));
  if (missing.length === 0) return [];
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const heading = text === '' ? '' : `${text}${text.endsWith('\n') ? '' : newline}${newline}`;
  const added = [`# ${title}`, ...missing].join(newline);
  tree.write('.gitignore', `${heading}${added}${newline}`);
  return missing;
}

// `dist`, `dist/` and `**/dist` ignore the same folders, and `/dist` only that of the root.
function withoutSlashes(line: string): string {
  return line
    .trim()
    .replace(/^\*\*\//, '')
    .replace(/\/$/, '');
}

/** Whether an ignore file of the repository covers a path, whoever wrote it. */
function coverage(tree: Tree): (path: string) => boolean {
  const reader = treeReader(tree);
  return (path) => isIgnoredAnywhere(path, reader);
}

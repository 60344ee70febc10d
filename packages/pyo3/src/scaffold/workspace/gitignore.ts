import type { Tree } from '@nx/devkit';
import { treeReader } from '../../files/tree.ts';
import { isIgnoredAnywhere } from '../../project/folder/ignored-files.ts';

/**
 * What builds and tools leave behind. Not maturin's template, which hides `lib/` and `bin/` of the
 * whole repository.
 */
const buildFiles: readonly string[] = [
  '*.so',
  '*.pyd',
  '__pycache__/',
  '.venv/',
  'target/',
  'dist/',
  '.pytest_cache/',
  '.mypy_cache/',
  '.ruff_cache/',
  '.nx-pyo3/',
];

export function ignoreBuildFiles(tree: Tree): void {
  addToGitignore(tree, 'Rust and Python', buildFiles);
}

/**
 * Ignores what Nx keeps for this checkout alone, where no pattern does so yet. Not all of `.nx`: it
 * also holds version plans, which are committed.
 */
export function ignoreNxFiles(tree: Tree): void {
  const reader = treeReader(tree);
  const missing = ['.nx/cache', '.nx/workspace-data'].filter(
    (folder) => !isIgnoredAnywhere(`${folder}/x`, reader),
  );
  addToGitignore(tree, 'Nx', missing);
}

/** Adds to the root's .gitignore what it does not have; every line that is there stays. */
export function addToGitignore(tree: Tree, title: string, patterns: readonly string[]): void {
  const text = tree.exists('.gitignore') ? (tree.read('.gitignore', 'utf-8') ?? '') : '';
  const lines = text.split(/\r?\n/);
  const present = new Set(lines.map(withoutSlashes));
  const missing = patterns.filter((pattern) => !present.has(withoutSlashes(pattern)));
  if (missing.length === 0) return;
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const heading = text === '' ? '' : `${text}${text.endsWith('\n') ? '' : newline}${newline}`;
  const added = [`# ${title}`, ...missing].join(newline);
  tree.write('.gitignore', `${heading}${added}${newline}`);
}

// `dist`, `dist/` and `**/dist` ignore the same folders, and `/dist` only that of the root.
function withoutSlashes(line: string): string {
  return line
    .trim()
    .replace(/^\*\*\//, '')
    .replace(/\/$/, '');
}

import type { FileReader } from '../../files/file-reader.ts';
import type { Pyproject } from '../../manifest/pyproject/pyproject.ts';
import { childPath, resolvePath } from './workspace-path.ts';

/** Folders of Python tests that maturin, uv, hatch and setuptools make, innermost conventions last. */
const usualFolders = ['tests', 'test', 'python/tests', 'src/tests'];

/**
 * Where pytest finds the tests of a project: its own `testpaths` where they exist, else the usual
 * folders that hold Python tests (cargo's `tests/` is a folder of Rust files), else test files in
 * the project's folder itself.
 */
export function findTestPaths(
  root: string,
  pyproject: Pyproject | undefined,
  reader: FileReader,
): readonly string[] {
  const configured = (pyproject?.pytestTestPaths ?? [])
    .map((path) => resolvePath(root, path.replace(/\/?\*.*$/, '') || '.'))
    .filter((path) => path !== undefined);
  const existing = configured.filter((path) => reader.isDirectory(path) || reader.isFile(path));
  if (existing.length > 0) return [...new Set(existing)];
  const entries = reader.list(root);
  const usual = usualFolders
    .filter((folder) => entries.includes(folder.split('/')[0] ?? folder))
    .map((folder) => childPath(root, folder))
    .filter((folder) => reader.isDirectory(folder) && holdsTests(folder, reader));
  if (usual.length > 0) return usual;
  return entries.some(isTestFile) ? [root] : [];
}

/** True when a folder, or one below it, has a file that pytest collects by default. */
function holdsTests(folder: string, reader: FileReader): boolean {
  const names = reader.list(folder);
  return (
    names.some(isTestFile) ||
    names.some((name) => {
      const path = childPath(folder, name);
      return !isHidden(name) && reader.isDirectory(path) && holdsTests(path, reader);
    })
  );
}

/** pytest's default `python_files`. */
function isTestFile(name: string): boolean {
  return /^test_.*\.py$/.test(name) || name.endsWith('_test.py');
}

/** pytest's default `norecursedirs`, as far as they occur below a folder of tests. */
function isHidden(name: string): boolean {
  return name.startsWith('.') || ['__pycache__', 'node_modules', 'venv', 'target'].includes(name);
}

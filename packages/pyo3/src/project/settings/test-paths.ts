import type { FileReader } from '../../files/file-reader.ts';
import { beforeStar } from '../../manifest/source/member-glob.ts';
import type { Manifests } from '../folder/manifests.ts';
import { readPytestSettings } from './pytest-settings.ts';
import { scatteredTests } from './scattered-tests.ts';
import {
  childPath,
  enclosingFolders,
  folderOf,
  isInside,
  resolvePath,
} from '../folder/workspace-path.ts';

/** Folders of Python tests that maturin, uv, hatch and setuptools make, innermost conventions last. */
const usualFolders = ['tests', 'test', 'python/tests', 'src/tests'];

/**
 * Where pytest finds the tests of a project: its own `testpaths` where they exist, else the usual
 * folders that hold Python tests (cargo's `tests/` is a folder of Rust files), else test files
 * wherever they are in the project's folder.
 */
export function findTestPaths(root: string, manifests: Manifests): readonly string[] {
  const { reader } = manifests;
  const { testPaths, isTestFile } = readPytestSettings(root, manifests);
  const configured = testPaths
    .map((path) => resolvePath(root, beforeStar(path) || '.'))
    .filter((path) => path !== undefined);
  const existing = configured.filter((path) => reader.isDirectory(path) || reader.isFile(path));
  if (existing.length > 0) return [...new Set(existing)];
  const entries = reader.list(root);
  const usual = usualFolders
    .filter((folder) => entries.includes(folder.split('/')[0] ?? folder))
    .map((folder) => childPath(root, folder))
    .filter((folder) => reader.isDirectory(folder) && holdsTests(folder, root, isTestFile, reader));
  if (usual.length > 0) return usual;
  return entries.some(isTestFile) ? [root] : scatteredTests(root, isTestFile, manifests);
}

/**
 * True when a folder, or one below it, has a file that pytest collects by default. Links inside are
 * not followed: two that lead to the folder itself make 2^40 paths of it, and one may leave the
 * repository. Of a folder that is a link itself, its own files alone count.
 */
function holdsTests(
  folder: string,
  root: string,
  isTestFile: (name: string) => boolean,
  reader: FileReader,
): boolean {
  const waiting = [folder];
  const isLinked = hasLink(folder, root, reader);
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    for (const { name, kind } of reader.entries(at)) {
      if (kind === 'folder') {
        if (!isLinked && !isHidden(name)) waiting.push(childPath(at, name));
      } else if (isTestFile(name)) return true;
    }
  }
  return false;
}

/** Whether the folder or one between it and the project's folder is a link. */
function hasLink(folder: string, root: string, reader: FileReader): boolean {
  return enclosingFolders(folder)
    .filter((at) => at !== root && isInside(at, root))
    .some((at) =>
      reader
        .entries(folderOf(at))
        .some(({ name, kind }) => kind === 'link' && childPath(folderOf(at), name) === at),
    );
}

/** pytest's default `norecursedirs`, as far as they occur below a folder of tests. */
function isHidden(name: string): boolean {
  return name.startsWith('.') || ['__pycache__', 'node_modules', 'venv', 'target'].includes(name);
}

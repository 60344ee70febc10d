/** Which of the reads of a task are not in its key, so that a change of them would go unnoticed. */
import { posix } from 'node:path';
import type { AbsolutePath } from '../files/paths.ts';
import type { FileReader } from '../files/file-reader.ts';
import { isIgnoredAnywhere } from '../project/paths/ignored-files.ts';
import {
  childPath,
  enclosingFolders,
  folderOf,
  isInside,
  pathInside,
} from '../project/folder/workspace-path.ts';
import type { HashedInputs } from './hashed-inputs.ts';
import type { PythonTrace } from './python-trace.ts';
import { asGlob, type TaskReads } from './reads-record.ts';

export interface ReadScene {
  /** Absolute, links resolved. */
  readonly workspaceRoot: AbsolutePath;
  /** The same folder as Nx calls it, which may be a link. */
  readonly calledRoot: string;
  readonly projectRoot: string;
  readonly reader: FileReader;
  readonly hashed: HashedInputs;
  /** Absolute path without links; `undefined` for what does not exist. */
  readonly realPath: (absolute: string) => string | undefined;
}

/** A name that no project excludes from its files by a pattern. */
const anyFile = 'nx-pyo3-probe';

export function undeclaredReads(trace: PythonTrace, scene: ReadScene): TaskReads {
  const { hashed, reader, projectRoot } = scene;
  const places = placesIn(trace, scene);
  const files = [...places.files].filter((path) => !isKnownInParts(path, projectRoot));
  const git = files.filter((path) => isInside(path, '.git'));
  const others = files.filter((path) => !isInside(path, '.git'));
  const ignored = others.filter((path) => isIgnoredAnywhere(path, reader));
  const counted = others.filter((path) => !ignored.includes(path));
  const folders = [
    ...[...places.listed].map((folder) => [folder, anyFile, '*'] as const),
    ...searchedFolders(places, projectRoot).map(
      (folder) => [folder, `${anyFile}.py`, '*.py'] as const,
    ),
  ].filter(([folder, probe]) => !isIgnoredAnywhere(childPath(folder, probe), reader));
  return {
    undeclared: {
      files: counted.filter((path) => !hashed.hasFile(path)).sort(),
      globs: folders
        .filter(([folder, probe]) => !hashed.hasFile(childPath(folder, probe)))
        .map(globOf)
        .sort(),
      ignored: ignored
        .filter((path) => reader.isFile(path) && !isCompiled(path) && !hashed.hasIgnored(path))
        .sort(),
      git: git.sort(),
      outside: [...places.outside].sort(),
    },
    counted: new Set([...counted, ...ignored, ...folders.map(globOf)]),
  };
}

function globOf([folder, , pattern]: readonly [string, string, string]): string {
  return childPath(asGlob(folder), pattern);
}

interface Places {
  readonly files: ReadonlySet<string>;
  readonly listed: ReadonlySet<string>;
  readonly searched: ReadonlySet<string>;
  readonly outside: ReadonlySet<string>;
}

/** What of a trace lies in the repository and is not of the environment, of a cache or made by a task. */
function placesIn(trace: PythonTrace, scene: ReadScene): Places {
  const { reader } = scene;
  const { isOutput } = scene.hashed;
  const outside = new Set<string>();
  const inRoot = (absolute: string) =>
    pathInside(scene.workspaceRoot, absolute) ?? pathInside(scene.calledRoot, absolute);
  const made = trace.made.map(inRoot).filter((path) => path !== undefined);
  const isMade = (path: string) => made.some((other) => path !== '.' && isInside(path, other));
  const isAside = asideIn(reader);
  const resolve = (absolutes: readonly string[]) => {
    const found = new Set<string>();
    for (const absolute of absolutes) {
      const called = inRoot(absolute);
      if (called === undefined || isAside(called) || isMade(called) || isOutput(called)) continue;
      const real = scene.realPath(absolute);
      const path = real === undefined ? called : inRoot(real);
      if (path === undefined) outside.add(real ?? absolute);
      else if (!isAside(path) && !isMade(path) && !isOutput(path)) found.add(path);
    }
    return found;
  };
  return {
    files: new Set([...resolve(trace.read)].filter((path) => !reader.isDirectory(path))),
    listed: resolve(trace.listed),
    searched: resolve(trace.searched),
    outside,
  };
}

/**
 * Folders of modules: those from which one was taken. Python looks into every folder of `sys.path`,
 * where an environment that all projects share has each of them.
 */
function searchedFolders({ searched, files }: Places, projectRoot: string): readonly string[] {
  const used = new Set([...files].map(folderOf));
  return [...searched].filter((folder) => used.has(folder) && !isInside(projectRoot, folder));
}

/** Of these files each task has its own part in the key (`EnclosingSettings`, `OwnSettings`). */
function isKnownInParts(path: string, projectRoot: string): boolean {
  return posix.basename(path) === 'pyproject.toml' && isInside(projectRoot, folderOf(path));
}

/** An extension that `develop` has placed: its sources are in the key. */
function isCompiled(path: string): boolean {
  return /\.(so|pyd|dll|dylib|pyc)$/.test(path);
}

const asideNames: ReadonlySet<string> = new Set([
  ...['node_modules', '.nx', '.nx-pyo3', '__pycache__', 'site-packages', '.hypothesis'],
  ...['.pytest_cache', '.mypy_cache', '.ruff_cache', '.tox', '.nox', '.eggs', '.benchmarks'],
]);

/** Whether a path is of an environment or of a cache: decided once for each folder. */
function asideIn(reader: FileReader): (path: string) => boolean {
  const known = new Map<string, boolean>([['.', false]]);
  const isAsideFolder = (folder: string): boolean => {
    const found = known.get(folder);
    if (found !== undefined) return found;
    const name = posix.basename(folder);
    const is =
      isAsideFolder(folderOf(folder)) ||
      asideNames.has(name) ||
      /\.(egg|dist)-info$/.test(name) ||
      // Of every virtual environment, and of what cargo and others mark as a cache.
      ['pyvenv.cfg', 'CACHEDIR.TAG'].some((mark) => reader.isFile(childPath(folder, mark)));
    known.set(folder, is);
    return is;
  };
  return (path) =>
    /(^|\/)\.coverage(\.[^/]*)?$/.test(path) ||
    enclosingFolders(path).some((folder) => isAsideFolder(folder));
}

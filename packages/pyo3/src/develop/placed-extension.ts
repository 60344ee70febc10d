import { shellWord } from '../diagnostics/shell-word.ts';
import { readdirSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { Pyo3Error } from '../diagnostics/pyo3-error.ts';
import type { PythonEnvironment } from '../environment/python-environment.ts';
import { readOptional } from '../files/disk.ts';
import { digestOf } from '../files/file-digest.ts';
import { placeLibrary, removeLibrary } from '../files/place-file.ts';
import { absolutePath, type AbsolutePath } from '../files/paths.ts';
import { isRegularFile, requireWithin } from '../files/reach.ts';
import { replaceFile } from '../files/replace-file.ts';
import {
  placedRecord,
  readPlacedRecord,
  renderPlacedRecord,
} from '../project/distribution/staging.ts';
import type { MaturinProject } from '../project/folder/pyo3-project.ts';
import { pathInside } from '../project/folder/workspace-path.ts';
import type { TaskSession } from '../task/session/task-session.ts';
import { isLoadable, type StagedExtension } from './staged-extension.ts';

/** @throws Pyo3Error see `ExtensionPlace`. */
export function requireIntactStage(
  workspaceRoot: AbsolutePath,
  folder: AbsolutePath,
  sitePackages: AbsolutePath,
  staged: StagedExtension,
): void {
  requireWithin(folder, [workspaceRoot, sitePackages]);
  requireAsRecorded(staged, workspaceRoot);
}

/**
 * Puts an extension where Python looks for it, and removes what Python would load in its stead.
 *
 * @param inTheWay names of such files beside it, looked for once it is there.
 */
export async function placeExtension(
  session: TaskSession,
  {
    staged,
    file,
    isInPackage,
  }: {
    readonly staged: StagedExtension;
    readonly file: AbsolutePath;
    readonly isInPackage: boolean;
  },
  inTheWay: () => readonly string[],
): Promise<void> {
  if (digestOf(file) !== staged.digest) {
    placeLibrary(staged.source, file);
    session.detail(`placed ${file}`);
  }
  await removeStale(session, dirname(file), inTheWay());
  if (isInPackage) await replaceFormer(session, file, staged.digest);
}

/**
 * @throws Pyo3Error `extension-altered` when the file is not what `compile` has recorded, and
 * `path-invalid` when it is outside the workspace.
 */
function requireAsRecorded({ source, digest }: StagedExtension, workspaceRoot: AbsolutePath): void {
  requireWithin(dirname(source), [workspaceRoot]);
  // Nx compares no digests: a cache that others write to may hold anything.
  if (isRegularFile(source) && digestOf(source) === digest) return;
  throw new Pyo3Error({
    code: 'extension-altered',
    message: `${source} is not the file that the target compile has recorded, so it is not used.`,
    hint: 'Run `nx reset`, then this again. If it came from a remote cache, delete its entry there, and set NX_SKIP_REMOTE_CACHE=true until that is done.',
  });
}

/**
 * Removes extensions of earlier builds that Python would load instead of the one that maturin has
 * just placed, for example after a crate has moved to the stable ABI.
 */
export async function removeStaleExtensions(
  session: TaskSession,
  { extension }: MaturinProject,
  { interpreter }: PythonEnvironment,
): Promise<void> {
  if (extension.packageDir === undefined) return;
  const folder = absolutePath(session.workspaceRoot, extension.packageDir);
  const files = readdirSync(folder).map((name) => ({
    name,
    modified: statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0,
  }));
  const stale = staleExtensions(files, extension.initName, interpreter.extSuffix);
  await removeStale(session, folder, stale);
}

/**
 * The names of the files in an extension's package that this interpreter would take for the
 * extension, other than the one that was written last.
 *
 * Python tries the suffix of its own version before `.abi3.so` (`importlib.machinery
 * .EXTENSION_SUFFIXES`), so a file that was left by an earlier build without the stable ABI would
 * be loaded instead of the new one. Files for other versions of Python are not in the way.
 *
 * @param files of the package's folder, with their times of modification in milliseconds.
 * @param extSuffix of the interpreter, for example `.cpython-311-x86_64-linux-gnu.so`.
 */
export function staleExtensions(
  files: readonly { readonly name: string; readonly modified: number }[],
  initName: string,
  extSuffix: string,
): readonly string[] {
  const loadable = files.filter(({ name }) => isLoadable(name, initName, extSuffix));
  const newest = Math.max(...loadable.map(({ modified }) => modified));
  return loadable.filter(({ modified }) => modified < newest).map(({ name }) => name);
}

/** A file that git tracks is the user's and stays. */
async function removeStale(
  session: TaskSession,
  folder: AbsolutePath,
  names: readonly string[],
): Promise<void> {
  for (const name of names) {
    const file: AbsolutePath = join(folder, name);
    const shown = pathInside(session.workspaceRoot, file) ?? file;
    if (await session.isTracked(file)) {
      session.warn(
        `${shown} is not the extension just built, and Python may load it instead.`,
        `It is tracked by git: git rm ${shellWord(shown)}`,
        'extension-shadowed',
      );
      continue;
    }
    removeLibrary(file);
    session.say(`removed ${shown}: an earlier build that Python would load instead of this one`);
  }
}

/**
 * Records where the extension of a project is placed among its sources, and removes the one that was
 * recorded before, where it is another file: since then the module has another name or the package
 * another folder, and Python could still import the former.
 *
 * @param file the extension.
 * @throws Pyo3Error `path-invalid` when one of the two files is outside the workspace; `file-unwritable`.
 */
export async function replaceFormer(
  session: Pick<TaskSession, 'workspaceRoot' | 'project' | 'isTracked' | 'say'>,
  file: AbsolutePath,
  digest: string,
): Promise<void> {
  const project = absolutePath(session.workspaceRoot, session.project.root);
  const record = absolutePath(session.workspaceRoot, placedRecord(session.project.root));
  requireWithin(dirname(record), [session.workspaceRoot]);
  const text = readOptional(record);
  const now = renderPlacedRecord({ file: relative(project, file).replaceAll(sep, '/'), digest });
  if (text === now) return;
  const former = readPlacedRecord(text);
  if (former !== undefined) {
    const path: AbsolutePath = join(project, former.file);
    // What somebody else has put there since is not ours to remove.
    const isOurs = path !== file && isRegularFile(path) && digestOf(path) === former.digest;
    if (isOurs && !(await session.isTracked(path))) {
      requireWithin(dirname(path), [session.workspaceRoot]);
      removeLibrary(path);
      session.say(`removed ${path}: the extension before its module was renamed or moved`);
    }
  }
  replaceFile(record, now);
}

import { dirname, join, relative, sep } from 'node:path';
import { readOptional } from '../files/disk.ts';
import { removeLibrary } from '../files/place-file.ts';
import { isRegularFile, requireWithin } from '../files/reach.ts';
import { replaceFile } from '../files/replace-file.ts';
import { placedRecord, readPlacedRecord, renderPlacedRecord } from '../project/distribution/staging.ts';
import type { TaskSession } from '../task/session/task-session.ts';
import { digestOf } from '../files/file-digest.ts';

/**
 * Notes where the extension of a project is placed among its sources, and removes the one that was
 * noted before, where it is another file: since then the module has another name or the package
 * another folder, and Python could still import the former.
 *
 * @param file absolute path of the extension.
 * @throws Pyo3Error `path-invalid` when one of the two files is outside the workspace; `file-unwritable`.
 */
export async function replaceFormer(
  session: Pick<TaskSession, 'workspaceRoot' | 'project' | 'isTracked' | 'say'>,
  file: string,
  digest: string,
): Promise<void> {
  const project = join(session.workspaceRoot, session.project.root);
  const note = join(session.workspaceRoot, placedRecord(session.project.root));
  requireWithin(dirname(note), [session.workspaceRoot]);
  const text = readOptional(note);
  const now = renderPlacedRecord({ file: relative(project, file).replaceAll(sep, '/'), digest });
  if (text === now) return;
  const former = readPlacedRecord(text);
  if (former !== undefined) {
    const path = join(project, former.file);
    // What somebody else has put there since is not ours to remove.
    const isOurs = path !== file && isRegularFile(path) && digestOf(path) === former.digest;
    if (isOurs && !(await session.isTracked(path))) {
      requireWithin(dirname(path), [session.workspaceRoot]);
      removeLibrary(path);
      session.say(`removed ${path}: the extension before its module was renamed or moved`);
    }
  }
  replaceFile(note, now);
}

import { mkdirSync, rmSync } from 'node:fs';
import { absolutePath } from '../files/paths.ts';
import { requireWithin } from '../files/reach.ts';
import { unwritable } from '../files/replace-file.ts';
import { reportFolder, type Reporting } from '../project/folder/report-folder.ts';
import type { TaskSession } from '../task/session/task-session.ts';

/** What a run of tests is asked to write. */
export interface ReportOptions {
  readonly coverage?: boolean;
  readonly junit?: boolean;
}

/**
 * The folder for the reports, absolute and empty; `undefined` when there are none. Reports of an
 * earlier run are removed in any case: Nx would store them as outputs of this one.
 *
 * @throws Pyo3Error `file-unwritable`; `path-invalid` if a link leads out of the workspace.
 */
export function emptyReportFolder(
  { workspaceRoot, project }: TaskSession,
  by: Reporting,
  { coverage = false, junit = false }: ReportOptions,
): string | undefined {
  const folder = absolutePath(workspaceRoot, reportFolder(project.root, by));
  requireWithin(folder, [workspaceRoot]);
  try {
    rmSync(folder, { recursive: true, force: true });
    if (!coverage && !junit) return undefined;
    mkdirSync(folder, { recursive: true });
    return folder;
  } catch (error) {
    throw unwritable(folder, error);
  }
}

import { join } from 'node:path';
import type { Interpreter } from '../environment/python-environment.ts';
import type { MaturinProject } from '../project/folder/pyo3-project.ts';
import { readStagedRecord, recordName, stagingFolder } from '../project/distribution/staging.ts';
import { childPath } from '../project/folder/workspace-path.ts';
import { isLoadable } from './stale-extensions.ts';
import type { TaskSession } from '../task/session/task-session.ts';
import type { StagedExtension } from './extension-place.ts';

/**
 * What `compile` has just left for this interpreter; `undefined` when it did not run before this
 * task, since what lies there may then be of older sources.
 */
export function stagedExtension(
  { workspaceRoot, reader, isCompiled, stagedBy }: TaskSession,
  project: MaturinProject,
  { extSuffix }: Interpreter,
): StagedExtension | undefined {
  if (!isCompiled) return undefined;
  const folder = stagingFolder(project.root, stagedBy);
  const record = readStagedRecord(reader.read(childPath(folder, recordName)), project);
  if (record === undefined) return undefined;
  const { name, digest } = record;
  if (!isLoadable(name, project.extension.initName, extSuffix)) return undefined;
  return { name, digest, source: join(workspaceRoot, folder, name) };
}

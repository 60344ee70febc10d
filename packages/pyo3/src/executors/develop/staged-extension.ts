import { join } from 'node:path';
import type { MaturinProject } from '../../project/pyo3-project.ts';
import { childPath } from '../../project/workspace-path.ts';
import type { TaskSession } from '../task-session.ts';
import type { StagedExtension } from './extension-place.ts';

/** TEMPORARY until project/staging.ts is there. */
export function stagedExtension(
  { workspaceRoot, reader }: TaskSession,
  { root }: MaturinProject,
): StagedExtension | undefined {
  const folder = childPath(root, '.nx-pyo3/compile');
  const text = reader.read(`${folder}/extension.json`);
  if (text === undefined) return undefined;
  const { name, digest } = JSON.parse(text) as { name: string; digest: string };
  return { name, digest, source: join(workspaceRoot, folder, name) };
}

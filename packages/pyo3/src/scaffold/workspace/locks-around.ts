import { cratesOf, type Pyo3Project } from '../../project/folder/pyo3-project.ts';
import { findUvRoot } from '../../project/folder/uv-workspace.ts';
import { childPath, isInside } from '../../project/folder/workspace-path.ts';
import type { Lock } from './lock-files.ts';
import type { Survey } from './repository-survey.ts';

/** The lock files of the workspaces that a project is a member of. */
export function locksAround(project: Pyo3Project, { manifests }: Survey): readonly Lock[] {
  const cargoRoots = new Set(cratesOf(project).map(({ cargoRoot }) => cargoRoot));
  const uvRoot = findUvRoot(project.root, manifests)?.folder;
  const isOutside = (folder: string) => !isInside(folder, project.root);
  const has = (folder: string, name: string) => manifests.reader.isFile(childPath(folder, name));
  return [
    ...[...cargoRoots]
      .filter((folder) => isOutside(folder) && has(folder, 'Cargo.lock'))
      .map((folder): Lock => ({ folder, tool: 'cargo' })),
    ...(uvRoot !== undefined && isOutside(uvRoot) && has(uvRoot, 'uv.lock')
      ? [{ folder: uvRoot, tool: 'uv' } as const]
      : []),
  ];
}

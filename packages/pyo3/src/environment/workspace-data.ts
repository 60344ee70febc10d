import { join, resolve } from 'node:path';

/**
 * Folder for what the plugin writes beside Nx's own cache: absolute, private to this checkout,
 * emptied by `nx reset`.
 */
export function pluginDataFolder(
  workspaceRoot: string,
  env: Readonly<Record<string, string | undefined>>,
): string {
  const folder = env['NX_WORKSPACE_DATA_DIRECTORY'] ?? env['NX_PROJECT_GRAPH_CACHE_DIRECTORY'];
  return join(resolve(workspaceRoot, folder ?? join('.nx', 'workspace-data')), 'pyo3');
}

import { join } from 'node:path';
import { pluginDataFolder } from '../environment/workspace-data.ts';
import { readData, writeData } from './data-file.ts';

/**
 * Leaves the folders of all projects that hold Python in `<workspace data>/pyo3/projects.json`, where
 * the fingerprint command finds them: it must know whose virtual environments to look at, and its
 * text must be the same for all projects. Written only when it changes; a failure costs nothing but
 * precision, since the workspace's own environment is always looked at.
 *
 * @param roots sorted.
 */
export function writeProjectList(workspaceRoot: string, roots: readonly string[]): void {
  const file = join(pluginDataFolder(workspaceRoot, process.env), 'projects.json');
  const text = `${JSON.stringify(roots)}\n`;
  if (readData(file) !== text) writeData(file, text);
}

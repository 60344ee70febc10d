import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pluginDataFolder } from '../environment/workspace-data.ts';
import type { Repository } from '../project/repository.ts';

/**
 * Leaves the folders of all projects that hold Python in `<workspace data>/pyo3/projects.json`, where
 * the fingerprint command finds them: it must know whose virtual environments to look at, and its
 * text must be the same for all projects. Written only when it changes; a failure costs nothing but
 * precision, since the workspace's own environment is always looked at.
 */
export function writeProjectList(workspaceRoot: string, { projects }: Repository): void {
  const roots = projects
    .filter(({ distribution }) => distribution !== undefined)
    .map(({ root }) => root)
    .sort();
  const file = join(pluginDataFolder(workspaceRoot, process.env), 'projects.json');
  const text = `${JSON.stringify(roots)}\n`;
  try {
    if (readIfPresent(file) === text) return;
    mkdirSync(dirname(file), { recursive: true });
    const temporary = `${file}.${String(process.pid)}`;
    writeFileSync(temporary, text);
    renameSync(temporary, file);
  } catch {
    // A read-only workspace still has a graph.
  }
}

function readIfPresent(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

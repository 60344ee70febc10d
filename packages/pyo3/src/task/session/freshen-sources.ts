import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { absolutePath, type AbsolutePath } from '../../files/paths.ts';
import { pluginDataFolder } from '../../environment/workspace-data.ts';
import { safely, statOptional } from '../../files/disk.ts';
import { digestOfText } from '../../files/file-digest.ts';
import { overlookedSources } from '../../observe/overlooked-sources.ts';
import { cratesOf } from '../../project/folder/pyo3-project.ts';
import type { TaskSession } from './task-session.ts';

/**
 * Gives sources that cargo would take for unchanged the present time, before a cached task runs: Nx
 * would store the result of the former source under the key of the present one. Only times change.
 */
export async function freshenSources(session: TaskSession): Promise<void> {
  const { workspaceRoot, project, task } = session;
  const [crate] = cratesOf(project);
  const hashed = crate === undefined ? undefined : await session.hashed();
  if (crate === undefined || hashed === undefined) return;
  const look = join(pluginDataFolder(workspaceRoot, process.env), 'looks', digestOfText(task));
  // Before the first look, the target folder tells when cargo was here: CI may have restored it.
  const target = join(workspaceRoot, crate.cargoRoot, 'target', '.rustc_info.json');
  const since = statOptional(look)?.mtimeMs ?? statOptional(target)?.mtimeMs;
  const now = new Date();
  if (since !== undefined) {
    const files = await session.inputFiles();
    const found = overlookedSources(since, hashed, files, (path) => timesOf(workspaceRoot, path));
    for (const path of found) {
      session.detail(`${path} was replaced by an older file, which cargo would not notice`);
      safely(() => utimesSync(absolutePath(workspaceRoot, path), now, now), undefined);
    }
  }
  safely(() => {
    mkdirSync(dirname(look), { recursive: true });
    writeFileSync(look, '');
    utimesSync(look, now, now);
  }, undefined);
}

function timesOf(workspaceRoot: AbsolutePath, path: string) {
  const stat = statOptional(absolutePath(workspaceRoot, path));
  return stat?.isFile() === true ? { modified: stat.mtimeMs, changed: stat.ctimeMs } : undefined;
}

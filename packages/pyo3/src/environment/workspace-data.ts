/** What the plugin keeps in Nx's workspace data folder, beside Nx's own cache. */
import { randomUUID } from 'node:crypto';
import { mkdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { AbsolutePath } from '../files/paths.ts';
import { readData, writeData } from '../files/data-file.ts';
import { resolvePath } from '../project/folder/workspace-path.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** The plugin's folder: absolute, private to this checkout, emptied by `nx reset`. */
export function pluginDataFolder(workspaceRoot: AbsolutePath, env: Env): string {
  const folder = env['NX_WORKSPACE_DATA_DIRECTORY'] ?? env['NX_PROJECT_GRAPH_CACHE_DIRECTORY'];
  return join(resolve(workspaceRoot, folder ?? join('.nx', 'workspace-data')), 'pyo3');
}

const unwritable = randomUUID();

/**
 * What tells the plugin's data folder of this checkout from every other one. It is written into the
 * answers that are kept there: a pull request can bring such files along, and they must not be believed.
 *
 * The mark is the inode of an empty folder and the moment at which the system made it, which nobody can
 * choose and git does not carry. Where the folder cannot be made, each process has a mark of its own.
 *
 * @param folder see `pluginDataFolder`.
 */
export function checkoutMark(folder: string): string {
  const marked = join(folder, 'this-checkout');
  try {
    mkdirSync(marked, { recursive: true });
    const { ino, ctimeNs } = statSync(marked, { bigint: true });
    return `${String(ino)}:${String(ctimeNs)}`;
  } catch {
    return unwritable;
  }
}

/**
 * Leaves the folders of all projects that hold Python where the fingerprint command finds them: it must
 * know whose virtual environments to look at, and its text must be the same for all projects. Written
 * only when it changes; a failure costs nothing but precision, since the workspace's own environment
 * is always looked at.
 *
 * @param roots sorted.
 */
export function writeProjectList(
  workspaceRoot: AbsolutePath,
  env: Env,
  roots: readonly string[],
): void {
  writeList(listFile(workspaceRoot, env, 'projects'), roots);
}

/** Leaves what lies outside of the workspace likewise: the fingerprint holds its content. */
export function writeOutsideList(
  workspaceRoot: AbsolutePath,
  env: Env,
  paths: readonly string[],
): void {
  writeList(listFile(workspaceRoot, env, 'outside'), paths);
}

/** Leaves the `.env` files that git ignores likewise. */
export function writeEnvFileList(
  workspaceRoot: AbsolutePath,
  env: Env,
  files: readonly string[],
): void {
  writeList(listFile(workspaceRoot, env, 'env-files'), files);
}

function writeList(file: string, list: readonly string[]): void {
  const text = `${JSON.stringify(list)}\n`;
  if (readData(file) !== text) writeData(file, text);
}

/** Folders of the projects that hold Python, as inference left them; none that leads out of the workspace. */
export function readProjectList(workspaceRoot: AbsolutePath, env: Env): readonly string[] {
  return readList(listFile(workspaceRoot, env, 'projects')).filter(isInWorkspace);
}

/** Paths outside of the workspace, relative to its root or absolute, as inference left them. */
export function readOutsideList(workspaceRoot: AbsolutePath, env: Env): readonly string[] {
  return readList(listFile(workspaceRoot, env, 'outside'));
}

/** Files inside the workspace, as inference left them. */
export function readEnvFileList(workspaceRoot: AbsolutePath, env: Env): readonly string[] {
  return readList(listFile(workspaceRoot, env, 'env-files')).filter(isInWorkspace);
}

function readList(file: string): readonly string[] {
  try {
    const list: unknown = JSON.parse(readData(file) ?? '[]');
    return Array.isArray(list) ? list.filter((one) => typeof one === 'string') : [];
  } catch {
    return []; // Cut off by a full disk.
  }
}

function listFile(
  workspaceRoot: AbsolutePath,
  env: Env,
  name: 'projects' | 'outside' | 'env-files',
): string {
  return join(pluginDataFolder(workspaceRoot, env), `${name}.json`);
}

/** The file may have come with the repository. */
function isInWorkspace(path: string): boolean {
  return resolvePath('.', path) === path;
}

import { isEnvFile } from '../project/folder/env-file-name.ts';

/**
 * The files that tools write beside a project's sources, whether git ignores them or not. Watching
 * them would react to the plugin's own runs.
 */

/** @param inRoot whether the folder is directly in a project's folder. */
export function isOutputFolder(name: string, inRoot: boolean): boolean {
  if (name.startsWith('.')) return name !== '.cargo';
  if (/^(node_modules|target|__pycache__|.+\.egg-info)$/.test(name)) return true;
  return inRoot && (name === 'dist' || name === 'build');
}

/**
 * Compiled code, complete or partially written, and temporary files that editors create while they
 * save.
 */
export function isOutputFile(name: string): boolean {
  if (name.startsWith('.')) return !isEnvFile(name) && !/^\.(git|nx)ignore$/.test(name);
  return /\.(so|pyd|dylib|dll|pdb|pyc|swp|tmp)(\.[\w-]+)?$|~$|^4913$/.test(name);
}

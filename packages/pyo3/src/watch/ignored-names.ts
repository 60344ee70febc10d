/**
 * What the tools of a project write beside its sources, whether git ignores it or not. Following it
 * would be following ourselves.
 */

/** @param inRoot whether the folder lies directly in that of a project. */
export function isOutputFolder(name: string, inRoot: boolean): boolean {
  if (name.startsWith('.')) return name !== '.cargo';
  if (/^(node_modules|target|__pycache__|.+\.egg-info)$/.test(name)) return true;
  return inRoot && (name === 'dist' || name === 'build');
}

/** Compiled code, whole or half written, and what editors put beside a file while they save it. */
export function isOutputFile(name: string): boolean {
  if (name.startsWith('.')) return !/^\.((git|nx)ignore|env(\..+)?)$/.test(name);
  return /\.(so|pyd|dylib|dll|pdb|pyc|swp|tmp)(\.[\w-]+)?$|~$|^4913$/.test(name);
}
